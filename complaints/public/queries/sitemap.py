"""Addresses of public reports for search engines, one part for each month of receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.public.queries.periods import Period
from organizations.sitemaps import MOST, Entry

PAGES = ("report", "ticket", "public-list", "public-map", "public-cards", "public-statistics")
ALWAYS = "halaman"
MOMENTS = ("received_at", "routed_at", "answered_at", "closed_at")


def parts() -> list[str]:
    """The pages that are always there, and the months since the first public report, newest first."""
    rows = Complaint.objects.public().order_by("received_at").values_list("received_at", flat=True)
    first = rows.first()
    return [ALWAYS, *(_months(first) if first else ())]


def _months(first: datetime) -> Iterator[str]:
    begin, day = timezone.localtime(first).date(), timezone.localdate()
    year, month = day.year, day.month
    while (year, month) >= (begin.year, begin.month):
        yield f"{year:04d}-{month:02d}"
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def entries(part: str) -> list[Entry]:
    """Of a merged report the main one is the page to find."""
    if part == ALWAYS:
        return [Entry(reverse(f"complaints:{name}")) for name in PAGES]
    year, _, month = part.partition("-")
    start, end = Period(int(year), int(month)).span
    rows = Complaint.objects.public().exclude(state=ComplaintState.MERGED)
    rows = rows.filter(received_at__gte=start, received_at__lt=end)
    return [
        Entry(
            reverse("complaints:public-ticket", args=[number]),
            timezone.localtime(max(moment for moment in moments if moment)).date(),
        )
        for number, *moments in rows.values_list("number", *MOMENTS)[:MOST]
    ]

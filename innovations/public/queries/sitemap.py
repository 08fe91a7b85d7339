"""Addresses of public innovations for search engines, one part for each year of publication."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from innovations.models import Innovation
from organizations.sitemaps import MOST, Entry

PAGES = ("public-catalogue", "public-launch-list", "public-cohort-list", "public-calendar")
ALWAYS = "halaman"


def parts() -> list[str]:
    rows = Innovation.objects.listed().order_by()
    years = rows.datetimes("published_at", "year", order="DESC")
    return [ALWAYS, *(str(moment.year) for moment in years)]


def entries(part: str) -> list[Entry]:
    if part == ALWAYS:
        return [Entry(reverse(f"innovations:{name}")) for name in PAGES]
    rows = Innovation.objects.listed().filter(published_at__year=int(part)).order_by("pk")
    return [
        Entry(reverse("innovations:public-innovation", args=[slug]), timezone.localdate(changed_at))
        for slug, changed_at in rows.values_list("slug", "changed_at")[:MOST]
    ]

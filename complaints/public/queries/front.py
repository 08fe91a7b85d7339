"""What the front page tells of reports: the newest, and how many are being worked on."""

from __future__ import annotations

from django.utils import timezone

from complaints.public.queries.listing import SHOWN_FIELDS, Line, counted, filtered
from complaints.public.queries.words import standing_of

NEWEST = 4


def latest() -> list[Line]:
    now = timezone.now()
    rows = filtered({}, now).only(*SHOWN_FIELDS)[:NEWEST]
    return [Line(case, standing_of(case, now)) for case in rows]


def open_count() -> int | None:
    """None where there are too many to count for every visitor."""
    return counted(filtered({"status": "berjalan"}, timezone.now()))

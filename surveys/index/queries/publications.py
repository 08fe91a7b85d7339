"""Where and when the result of a period was made public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from surveys.choices import Medium, PeriodState
from surveys.models import Period, Publication


@dataclass(frozen=True)
class Shown:
    """A medium with its day; `row` is what a person noted, None for the portal's own page."""

    medium: Medium
    day: date
    url: str = ""
    note: str = ""
    row: Publication | None = None


def publications_of(period: Period) -> list[Shown]:
    """The portal's own page where the result is announced, then what the unit noted."""
    rows = Publication.objects.filter(period=period).order_by("published_on", "pk")
    noted = [Shown(Medium(r.medium), r.published_on, r.url, r.note, r) for r in rows]
    if period.state != PeriodState.PUBLISHED or period.published_at is None:
        return noted
    day = timezone.localdate(period.published_at)
    return [Shown(Medium.PORTAL, day), *noted]

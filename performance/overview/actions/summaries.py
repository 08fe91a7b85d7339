"""Keeping the summaries of units in step with their figures."""

from __future__ import annotations

from django.db import transaction

from organizations.models import Organization
from performance.entry.queries.submissions import entry_years
from performance.models import UnitSummary
from performance.overview.queries.summaries import outdated, summarize
from performance.stamps import stamps_of


@transaction.atomic
def refresh_summary(unit: Organization, year: int) -> UnitSummary:
    """Count a unit's year anew. The stamp is read first: what changes meanwhile counts as later."""
    stamp = stamps_of([unit.pk], year)[unit.pk]
    row, _ = UnitSummary.objects.update_or_create(
        organization=unit, year=year, defaults={"stamp": stamp, **summarize(unit, year)}
    )
    return row


def refresh_outdated(year: int) -> int:
    """Every summary of the year that rests on older data; returns how many."""
    units = outdated(year)
    for unit in units:
        refresh_summary(unit, year)
    return len(units)


def refresh_all() -> int:
    """Every year with entries; a year whose summaries are fresh costs three queries."""
    return sum(refresh_outdated(year) for year in entry_years())

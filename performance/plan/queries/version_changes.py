"""What a change of the plan changes: against the version before it, and for one indicator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db.models import Q
from django.utils import timezone

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance.choices import PlanVersionState, SubmissionState
from performance.models import Indicator, PlanVersion, Submission, YearTarget
from performance.models.period import NEVER
from performance.plan.queries.closed_city import closed_city_years, closed_for_all
from performance.plan.queries.closed_years import closed_for
from performance.plan.queries.comparison import Comparison, compare
from performance.plan.queries.versions import siblings_of
from performance.words import said

Moment = tuple[int, int]  # a year and a quarter of it


def version_before(version: PlanVersion) -> PlanVersion | None:
    """The version in force that this one was made from, or takes the place of."""
    rows = siblings_of(version.period, version.document, version.year).in_force()
    return rows.filter(sequence__lt=version.sequence).last()


def changes_of(version: PlanVersion, units: Sequence[Organization]) -> Comparison | None:
    """What differs from the version before, for these units."""
    before = version_before(version)
    return compare(before, version, units) if before else None


def measured_already(version: PlanVersion) -> str:
    """Why the version cannot count from its quarter: a unit it changes was measured by then."""
    found = changes_of(version, list(Organization.objects.all()))
    changed = {row.unit.pk for row in found.units if row.targets or row.pagus} if found else set()
    return closed_since(version, begins_of(version), changed)


def begins_of(version: PlanVersion) -> Moment:
    """The year and quarter a version counts from."""
    year = version.year or version.effective_year or version.period.start_year
    return year, version.effective_quarter


def closed_since(version: PlanVersion, since: Moment, units: Collection[int] | None = None) -> str:
    """The first quarter of the version's years, from then on, that one of the units handed in."""
    year, quarter = since
    last = version.year or version.period.end_year
    if (units is None or units) and (done := closed_city_years(range(year, last + 1))):
        return closed_for_all(max(done))
    rows = Submission.objects.filter(
        Q(year=year, quarter__gte=quarter) | Q(year__gt=year, year__lte=last)
    ).exclude(state__in=SubmissionState.open())
    if units is not None:
        rows = rows.filter(organization__in=units)
    row = rows.select_related("organization").order_by("year", "quarter").first()
    if row is None:
        return ""
    return (
        f"{quarter_name(row.quarter)} {row.year} {row.organization.short_name} sudah "
        f"{row.get_state_display().lower()}. Pilih triwulan sesudahnya, atau minta buka kunci "
        "lebih dulu."
    )


def printed_in(version: PlanVersion) -> int | None:
    """The last year some unit finished whose documents name the version, where there is one."""
    years = version.period.years if version.year is None else [version.year]
    finished = closed_for(None).finished
    return max(
        (y for y in years if y in finished and version.first_quarter_in(y) < NEVER), default=None
    )


@dataclass(frozen=True)
class TargetChange:
    """A target of an indicator that an accepted change made another one."""

    version: str
    year: int
    before: str
    after: str
    day: date
    reason: str


def target_changes(indicator: Indicator) -> list[TargetChange]:
    """Every target changed by a version Bappeda accepted, newest first; two queries."""
    rows = YearTarget.objects.filter(indicator=indicator).select_related("version")
    by_place: dict[tuple[str, int], list[YearTarget]] = {}
    for row in rows.order_by("version__sequence"):
        if row.version.state == PlanVersionState.ACCEPTED:
            by_place.setdefault((row.version.document, row.year), []).append(row)
    found = [
        TargetChange(
            str(row.version),
            row.year,
            _text(before, indicator.scale),
            _text(row, indicator.scale),
            timezone.localtime(row.version.accepted_at).date(),
            row.version.reason,
        )
        for rows_ in by_place.values()
        for before, row in pairwise(rows_)
        if row.version.accepted_at and _figures(before) != _figures(row)
    ]
    return sorted(found, key=lambda change: change.day, reverse=True)


def _figures(row: YearTarget) -> tuple[Decimal | None, ...]:
    return (row.target, row.target_high, row.q1, row.q2, row.q3, row.q4)


def _text(row: YearTarget, scale: str) -> str:
    both = [value for value in (row.target, row.target_high) if value is not None]
    return "–".join(said(value, scale) for value in both) or "kosong"

"""What a change of the plan changes: against the version before it, and for one indicator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Q
from django.utils import timezone

from organizations.formatting import QUARTERS, quarter_name
from organizations.models import Organization
from performance.choices import PlanVersionState, SubmissionState
from performance.formulas import NOTHING, Bounds
from performance.models import Indicator, PlanVersion, Submission, YearTarget
from performance.models.period import NEVER
from performance.plan.queries.closed_city import closed_city_years, closed_for_all
from performance.plan.queries.closed_years import closed_for
from performance.plan.queries.comparison import Comparison, compare
from performance.plan.queries.versions import siblings_of
from performance.words import bounds_said

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
            *_both_said(before, row, indicator.scale),
            timezone.localtime(row.version.accepted_at).date(),
            row.version.reason,
        )
        for rows_ in by_place.values()
        for before, row in pairwise(rows_)
        if row.version.accepted_at and before.plan != row.plan
    ]
    return sorted(found, key=lambda change: change.day, reverse=True)


def _both_said(before: YearTarget, after: YearTarget, scale: str) -> tuple[str, str]:
    """Both targets of the year; of its quarters where only they changed."""
    if before.plan.year != after.plan.year:
        return _said(before.plan.year, scale), _said(after.plan.year, scale)
    pairs = zip(QUARTERS, before.quarters, after.quarters, strict=True)
    changed = [(quarter_name(n), one, other) for n, one, other in pairs if one != other]
    return (
        ", ".join(f"{name} {_said(one, scale)}" for name, one, _ in changed),
        ", ".join(f"{name} {_said(other, scale)}" for name, _, other in changed),
    )


def _said(target: Bounds, scale: str) -> str:
    return "kosong" if target == NOTHING else bounds_said(target, scale)

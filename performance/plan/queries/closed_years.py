"""Which years of a master are closed: its unit has accepted quarters in them, or the whole city."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.models import (
    FormerValue,
    Indicator,
    PerformanceSettings,
    PlanningPeriod,
    PlanNode,
    Submission,
)
from performance.plan.queries.closed_city import closed_city_years

Master = Indicator | PlanNode | PerformanceSettings | Organization
LAST_QUARTER = 4


@dataclass(frozen=True)
class ClosedYears:
    """Accepted quarters by year; a change of a master counts after the last such year."""

    quarters: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    city: frozenset[int] = frozenset()  # closed for all units, also for one that reported nothing

    @property
    def years(self) -> frozenset[int]:
        return self.city.union(self.quarters)

    @property
    def last(self) -> int:
        """The last closed year; 0 for none."""
        return max(self.years, default=0)

    @property
    def first_open(self) -> int | None:
        """The year a change counts from unless one is named; None where nothing is accepted."""
        return self.last + 1 if self.years else None

    @property
    def finished(self) -> frozenset[int]:
        """Years nothing can be added to: followed by accepted figures, or accepted to their end."""
        last = max(self.quarters, default=0)
        return self.city.union(
            year
            for year, quarters in self.quarters.items()
            if year < last or LAST_QUARTER in quarters
        )

    def only(self, years: Container[int]) -> ClosedYears:
        return ClosedYears(
            {year: self.quarters[year] for year in self.quarters if year in years},
            frozenset(year for year in self.city if year in years),
        )

    def __str__(self) -> str:
        """The subject of a sentence: "… sudah diterima"."""
        return "; ".join(
            f"{', '.join(map(quarter_name, self.quarters[year]))} {year}"
            if year in self.quarters
            else f"tahun {year} seluruh kota"
            for year in sorted(self.years)
        )

    def start(self, from_year: int | None) -> int | None:
        """The year a change counts from; refuses one with accepted figures in it or after it."""
        if from_year is not None and from_year <= self.last:
            late = self.only(range(from_year, self.last + 1))
            raise ValidationError(
                {
                    "from_year": f"{late} sudah diterima dan tetap membaca isi lama. "
                    f"Pilih tahun {self.first_open} atau sesudahnya."
                }
            )
        return self.first_open if from_year is None else from_year


def closed_years(master: Master) -> ClosedYears:
    """Of the units that answer or answered for an indicator, of a node's unit, of a unit, of the city."""
    if isinstance(master, Indicator):
        former = FormerValue.objects.filter(indicator=master, field="organization")
        said: list[Any] = list(former.values_list("value", flat=True))
        owners = {master.organization_id, *said}
        return within(master.node, closed_for(owners))
    if isinstance(master, PlanNode):
        return within(master, closed_for(_of(master.organization_id)))
    if isinstance(master, Organization):
        closed = closed_for({master.pk})
        # A unit that reports nothing stands in no form of the city.
        return closed.only({*closed.quarters, *_reported_in(master, closed.city)})
    return closed_for(None)


def rules_of_new(node: PlanNode) -> PerformanceSettings:
    """The rules a new indicator begins with: those of the first year it can stand in.

    A unit without a finished year counts as the city did in the last year anybody handed in.
    """
    finished = closed_years(node).finished
    year = max(finished) + 1 if finished else last_closed_year()
    return PerformanceSettings.as_of(year) if year else PerformanceSettings.current()


def first_open_year(unit: Organization) -> int | None:
    """The year a change of a unit counts from; None where none of its quarters is accepted."""
    return closed_years(unit).first_open


def last_closed_year() -> int:
    """The last year in which a quarter of any unit is accepted; 0 for none."""
    return closed_for(None).last


def last_signed_day() -> date | None:
    """The last day a document of a year that is closed for the whole city was signed.

    That is the end of the year, or the day its last quarter was accepted.
    """
    years = closed_city_years()
    if not years:
        return None
    rows = Submission.objects.filter(year__in=years, submitted_at__isnull=False)
    last = rows.aggregate(last=Max("accepted_at"))["last"]
    ends = date(max(years), 12, 31)
    return max(ends, timezone.localdate(last)) if last else ends


def closed_years_of(unit: int | None, period: PlanningPeriod) -> ClosedYears:
    """Closed years of a period, for what is added to its plan."""
    return closed_for(_of(unit)).only(period.years)


def _reported_in(unit: Organization, years: Collection[int]) -> Iterator[int]:
    return (year for year in years if unit.is_reporting and unit.is_there_in(year))


def closed_for(units: Collection[int] | None) -> ClosedYears:
    """Of some units, or of any; at most four queries."""
    return ClosedYears(accepted_years(units), closed_city_years())


def _of(unit: int | None) -> set[int] | None:
    return None if unit is None else {unit}


def accepted_years(units: Collection[int] | None) -> dict[int, tuple[int, ...]]:
    """Accepted quarters by year, of some units or of any; one query."""
    rows = Submission.objects.filter(state=SubmissionState.ACCEPTED)
    if units is not None:
        rows = rows.filter(organization__in=units)
    found: dict[int, tuple[int, ...]] = {}
    pairs = rows.order_by("year", "quarter").values_list("year", "quarter").distinct()
    for year, quarter in pairs:
        found[year] = (*found.get(year, ()), quarter)
    return found


def within(node: PlanNode, closed: ClosedYears) -> ClosedYears:
    """Years the node stands in the forms of; those of other periods do not read it."""
    first = max(node.period.start_year, node.valid_from_year or 0)
    last = min(node.period.end_year, node.valid_to_year or node.period.end_year)
    return closed.only(range(first, last + 1))

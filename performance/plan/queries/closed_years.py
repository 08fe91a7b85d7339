"""Which years of a master are closed: its unit has accepted quarters in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

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

Master = Indicator | PlanNode | PerformanceSettings | Organization
LAST_QUARTER = 4


@dataclass(frozen=True)
class ClosedYears:
    """Accepted quarters by year; a change of a master counts after the last such year."""

    quarters: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last year with an accepted quarter; 0 for none."""
        return max(self.quarters, default=0)

    @property
    def first_open(self) -> int | None:
        """The year a change counts from unless one is named; None where nothing is accepted."""
        return self.last + 1 if self.quarters else None

    @property
    def finished(self) -> frozenset[int]:
        """Years nothing can be added to: followed by accepted figures, or accepted to their end."""
        return frozenset(
            year
            for year, quarters in self.quarters.items()
            if year < self.last or LAST_QUARTER in quarters
        )

    def __str__(self) -> str:
        return "; ".join(
            f"{', '.join(quarter_name(quarter) for quarter in quarters)} {year}"
            for year, quarters in sorted(self.quarters.items())
        )

    def start(self, from_year: int | None) -> int | None:
        """The year a change counts from; refuses one with accepted figures in it or after it."""
        if from_year is not None and from_year <= self.last:
            late = {year: found for year, found in self.quarters.items() if year >= from_year}
            raise ValidationError(
                {
                    "from_year": f"{ClosedYears(late)} sudah diterima dan tetap membaca isi lama. "
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
        return within(master.node, accepted_years(owners))
    if isinstance(master, PlanNode):
        return within(master, accepted_years(_of(master.organization_id)))
    if isinstance(master, Organization):
        return ClosedYears(accepted_years({master.pk}))
    return ClosedYears(accepted_years(None))


def first_open_year(unit: Organization) -> int | None:
    """The year a change of a unit counts from; None where none of its quarters is accepted."""
    return closed_years(unit).first_open


def closed_years_of(unit: int | None, period: PlanningPeriod) -> ClosedYears:
    """Closed years of a period, for what is added to its plan."""
    found = accepted_years(_of(unit))
    return ClosedYears({year: found[year] for year in found if year in period.years})


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


def within(node: PlanNode, accepted: Mapping[int, tuple[int, ...]]) -> ClosedYears:
    """Years the node stands in the forms of; those of other periods do not read it."""
    first = max(node.period.start_year, node.valid_from_year or 0)
    last = min(node.period.end_year, node.valid_to_year or node.period.end_year)
    return ClosedYears({year: accepted[year] for year in accepted if first <= year <= last})

"""One indicator over the years, as the public sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from performance.choices import SubmissionState
from performance.evaluation.queries.results import Targets, result_of
from performance.former import put
from performance.formulas import BandScheme, Bounds, find_scheme
from performance.models import (
    FormerValue,
    Indicator,
    PerformanceSettings,
    Realization,
    Submission,
)
from performance.plan.queries.lineage import ancestors_of
from performance.plan.queries.versions import annual_chains, plan_years


@dataclass(frozen=True)
class YearPoint:
    year: int
    target: Decimal | None
    realized: Decimal | None
    achievement: Decimal | None
    band: str
    tone: str
    last_quarter: int
    target_text: str
    realized_text: str
    achievement_text: str
    problem: str
    due: Bounds


def indicator_history(indicator: Indicator) -> list[YearPoint]:
    """Every year with accepted figures, oldest first; years of the indicators this one
    continues included, each with the quarters accepted for the unit it was then."""
    line = [indicator.pk, *ancestors_of([indicator.pk]).get(indicator.pk, [])]
    owners = dict(Indicator.objects.filter(pk__in=line).values_list("pk", "organization"))
    realized = {(r.indicator_id, r.year): r for r in Realization.objects.filter(indicator__in=line)}
    targets = Targets.read(line, annual_chains(plan_years()))
    former = _Former.read(indicator, line)
    accepted = _accepted_of({*owners.values(), *former.owners()})
    points = []
    years = {year for _, year in realized} | {y for ys in targets.years.values() for y in ys}
    for year in sorted(years & set(targets.chains)):
        source = next(
            pk for pk in line if (pk, year) in realized or year in targets.years.get(pk, ())
        )
        quarters = frozenset(accepted[former.owner(source, year, owners[source]), year])
        target = targets.of(source, year, max(quarters, default=0))
        then, scheme = former.indicator(year), former.scheme(year)
        row = result_of(then, target, realized.get((source, year)), quarters, scheme)
        points.append(
            YearPoint(
                year,
                row.target,
                row.realized,
                row.achievement,
                row.band,
                row.tone,
                row.last_quarter,
                row.target_text,
                row.realized_text,
                row.achievement_text,
                row.problem,
                row.due,
            )
        )
    return points


@dataclass(frozen=True)
class _Former:
    """The indicator and the city's rules as they were in any year; two queries."""

    row: Indicator
    rules: PerformanceSettings
    values: Sequence[FormerValue]

    @classmethod
    def read(cls, row: Indicator, line: Sequence[int]) -> _Former:
        mine = Q(indicator__in=line) | Q(indicator=None, node=None, organization=None)
        values = FormerValue.objects.filter(mine).order_by("-until_year")
        return cls(row, PerformanceSettings.current(), list(values))

    def indicator(self, year: int) -> Indicator:
        return self._as_of(self.row, year, self.row.pk)

    def scheme(self, year: int) -> BandScheme:
        return find_scheme(self._as_of(self.rules, year, None).band_scheme)

    def owners(self) -> Iterator[int]:
        """Units that once answered for the indicator or one it continues."""
        return (int(v.value or 0) for v in self.values if v.field == "organization")

    def owner(self, source: int, year: int, now: int) -> int:
        """The unit whose accepted quarters of the year are shown."""
        for value in self.values:
            is_owner = value.indicator_id == source and value.field == "organization"
            if is_owner and value.until_year >= year:
                now = int(value.value or 0)
        return now

    def _as_of(self, master: Any, year: int, owner: int | None) -> Any:
        """A copy that is not saved; what it points to stays as it is now."""
        found = copy(master)
        for value in self.values:
            if value.indicator_id == owner and value.until_year >= year:
                put(found, value.field, value.value)
        return found


def _accepted_of(units: Iterable[int]) -> dict[tuple[int, int], set[int]]:
    """Accepted quarters by unit and year."""
    rows = Submission.objects.filter(organization__in=units, state=SubmissionState.ACCEPTED)
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for unit, year, quarter in rows.values_list("organization", "year", "quarter"):
        found[unit, year].add(quarter)
    return found

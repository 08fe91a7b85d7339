"""What everybody may see: accepted figures only, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from organizations.formatting import QUARTERS
from performance import formulas
from performance.choices import NodeLevel, SubmissionState
from performance.formulas import BandScheme, Bounds
from performance.models import (
    Indicator,
    PerformanceSettings,
    Realization,
    Submission,
    YearTarget,
)
from performance.plan.queries.policies import plan_of, policy_of, scheme_of
from performance.plan.queries.versions import Chains, annual_chains
from performance.words import achieved, bounds_said, said

Accepted = dict[int, frozenset[int]]  # unit → accepted quarters of one year


@dataclass(frozen=True)
class Moment:
    """The last quarter of a year that is accepted for at least one unit."""

    year: int
    quarter: int
    accepted: int
    units: int

    @property
    def is_complete(self) -> bool:
        return self.accepted == self.units


@dataclass(frozen=True)
class Result:
    """One indicator in one year, up to the last accepted quarter of its unit."""

    pk: int
    name: str
    unit: str
    organization_id: int
    organization_name: str
    level: str
    polarity: str
    decimals: int
    target: Decimal | None  # due by the last accepted quarter
    year_target: Decimal | None
    realized: Decimal | None
    achievement: Decimal | None
    exact: Decimal | None  # the same before rounding: means are taken of this
    band: str
    tone: str
    quarters: tuple[Decimal | None, ...]
    last_quarter: int
    organization_code: str
    node_name: str
    scale: str = ""
    weight: Decimal = Decimal(1)
    target_high: Decimal | None = None  # of a range
    problem: str = ""  # why the achievement cannot be computed

    @property
    def is_full_year(self) -> bool:
        return self.last_quarter == 4

    @property
    def due(self) -> Bounds:
        return Bounds(self.target, self.target_high)

    @property
    def target_text(self) -> str:
        return bounds_said(self.due, self.scale)

    @property
    def achievement_text(self) -> str:
        return achieved(self.achievement, self.problem)

    @property
    def realized_text(self) -> str:
        return said(self.realized, self.scale)


def city_scheme(year: int) -> BandScheme:
    """The scale of performance the city had chosen for the year."""
    return formulas.find_scheme(PerformanceSettings.as_of(year).band_scheme)


def public_years() -> list[int]:
    """Years with accepted figures, newest first."""
    rows = Submission.objects.filter(state=SubmissionState.ACCEPTED)
    return list(rows.values_list("year", flat=True).distinct().order_by("-year"))


@dataclass(frozen=True)
class Frame:
    """What all figures of a year's public pages are measured by; read once a page, four queries."""

    year: int
    scheme: BandScheme
    accepted: Accepted
    chains: Chains

    @classmethod
    def read(cls, year: int) -> Frame:
        return cls(year, city_scheme(year), accepted_quarters(year), annual_chains([year])[year])

    def last_quarter(self, unit: int) -> int:
        """The last quarter accepted for the unit; 0 for none."""
        return max(self.accepted.get(unit, ()), default=0)

    @property
    def quarter(self) -> int:
        """The last quarter accepted for anybody; 0 for none."""
        return max((q for quarters in self.accepted.values() for q in quarters), default=0)

    def moment(self, units: int) -> Moment | None:
        """That quarter, and for how many of the units it is accepted; None without any."""
        last = self.quarter
        reached = sum(last in quarters for quarters in self.accepted.values())
        return Moment(self.year, last, reached, units) if last else None


def accepted_quarters(year: int) -> Accepted:
    rows = Submission.objects.filter(year=year, state=SubmissionState.ACCEPTED)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, quarter in rows.values_list("organization_id", "quarter"):
        found[unit].add(quarter)
    return {unit: frozenset(quarters) for unit, quarters in found.items()}


def results(indicators: QuerySet[Indicator], frame: Frame) -> list[Result]:
    """The results of many indicators in three queries."""
    rows = list(indicators.select_related("organization", "node"))
    ids, year = [row.pk for row in rows], frame.year
    targets = Targets.read(ids, {year: frame.chains})
    realized = {r.indicator_id: r for r in Realization.objects.filter(indicator__in=ids, year=year)}
    found = []
    for row in rows:
        target = targets.of(row.pk, year, frame.last_quarter(row.organization_id))
        quarters = frame.accepted.get(row.organization_id, frozenset())
        found.append(result_of(row, target, realized.get(row.pk), quarters, frame.scheme))
    return found


@dataclass(frozen=True)
class Targets:
    """Year targets of some indicators, and which version each quarter is measured against."""

    chains: dict[int, Chains]
    rows: dict[tuple[int, int, int], YearTarget]  # by indicator, year, version

    @classmethod
    def read(cls, ids: Sequence[int], chains: dict[int, Chains]) -> Targets:
        known = {v.pk for chain in chains.values() for part in chain.values() for v in part}
        rows = YearTarget.objects.filter(indicator__in=ids, version__in=known)
        return cls(chains, {(r.indicator_id, r.year, r.version_id): r for r in rows})

    def of(self, indicator: int, year: int, quarter: int) -> YearTarget | None:
        """The target the quarter is measured against, as the evaluation forms take it."""
        for version in self.chains[year][quarter]:
            found = self.rows.get((indicator, year, version.pk))
            if found is not None:
                return found
        return None

    @property
    def years(self) -> dict[int, set[int]]:
        """Years with a target, by indicator."""
        found: dict[int, set[int]] = defaultdict(set)
        for indicator, year, _ in self.rows:
            found[indicator].add(year)
        return found


def result_of(
    row: Indicator,
    target: YearTarget | None,
    realized: Realization | None,
    accepted: frozenset[int],
    scheme: BandScheme,
) -> Result:
    values = realized.quarters if realized else (None,) * 4
    shown = tuple(value if q in accepted else None for q, value in enumerate(values, start=1))
    last = max((q for q in accepted), default=0)
    value = None
    if not _is_unfilled(shown, target, last):
        value = formulas.accumulate(shown, row.accumulation)
    policy = policy_of(row)
    plan = plan_of(row, target)
    # Nothing accepted yet: the year's target is shown, and nothing is measured.
    due = formulas.due_at(plan, last or QUARTERS[-1], policy, row.accumulation)
    found = formulas.measured_at(plan, value, last or QUARTERS[-1], policy, row.accumulation)
    reached = formulas.rounded(found.exact, policy.decimals)
    mark = formulas.band(reached, scheme_of(row, scheme))
    return Result(
        pk=row.pk,
        name=row.name,
        unit=row.unit,
        organization_id=row.organization_id,
        organization_name=row.organization.short_name,
        level=row.node.get_level_display(),
        polarity=row.polarity,
        decimals=row.decimals,
        target=due.low,
        target_high=due.high,
        year_target=plan.year.low,
        realized=value,
        achievement=reached,
        exact=found.exact,
        problem=found.problem,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        quarters=shown,
        last_quarter=last,
        organization_code=row.organization.code,
        node_name=row.node.name,
        scale=row.scale,
        weight=row.weight or Decimal(1),
    )


def _is_unfilled(shown: Sequence[Decimal | None], target: YearTarget | None, last: int) -> bool:
    """While the year runs, an accepted quarter without a figure stands for no earlier one.

    Over the whole year what is filled counts, as in column 12 of the evaluation forms.
    """
    if last not in (1, 2, 3):
        return False
    return formulas.is_missing(shown, planned_of(target), last)


def planned_of(target: YearTarget | None) -> tuple[Decimal | None, ...]:
    return (target.q1, target.q2, target.q3, target.q4) if target else (None,) * 4


def mean_result(rows: Iterable[Result]) -> formulas.Mean:
    """The mean achievement, weighted where indicators carry weights, as the forms take it."""
    return formulas.weighted_mean((row.exact, row.weight) for row in rows)


def city_goals(frame: Frame) -> list[tuple[str, list[Result]]]:
    """Sasaran of the city with their indicators."""
    rows = Indicator.objects.in_year(frame.year).filter(node__level=NodeLevel.SASARAN)
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results(rows.order_by("node__code", "order"), frame):
        groups[result.node_name].append(result)
    return list(groups.items())

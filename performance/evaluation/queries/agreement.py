"""What a Perjanjian Kinerja promises: targets of the goals and money of the programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.evaluation.queries.agreed import candidates
from performance.evaluation.queries.measures import indicators_of
from performance.evaluation.queries.source import preferred
from performance.formulas import NOTHING, Bounds
from performance.models import (
    Indicator,
    PerformanceAgreement,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries import rollup
from performance.plan.queries.agreement_versions import agreement_versions
from performance.plan.queries.city_plan import read_city_plan
from performance.plan.queries.policies import plan_of
from performance.plan.queries.rollup import Money, added
from performance.plan.queries.units import units_in


@dataclass(frozen=True)
class Promise:
    goal: PlanNode
    indicator: Indicator
    target: Decimal | None
    target_high: Decimal | None
    first: Decimal | None  # the first version's target, where a later one differs
    first_high: Decimal | None = None

    @property
    def now(self) -> Bounds:
        return Bounds(self.target, self.target_high)

    @property
    def before(self) -> Bounds:
        return Bounds(self.first, self.first_high)


@dataclass(frozen=True)
class ProgramMoney:
    code: str
    name: str
    pagu: int | None
    first: int | None
    owner: str = ""
    node_id: int | None = None


@dataclass(frozen=True)
class Agreement:
    year: int
    version: PlanVersion | None
    first: PlanVersion | None
    promises: tuple[Promise, ...]
    programs: tuple[ProgramMoney, ...]
    day: date

    @property
    def is_change(self) -> bool:
        return self.version is not None and self.version.sequence > 0

    @property
    def total(self) -> int | None:
        return added(*(row.pagu for row in self.programs))


def read_agreement(
    unit: Organization | None, year: int, version: PlanVersion | None, day: date | None = None
) -> Agreement:
    """The promises of a unit, or of the city when none is named."""
    found = agreement_versions(year)
    first = found[0] if found else None
    chain = [row for row in (version, first) if row is not None]
    goals = _goals(unit, year)
    indicators = indicators_of(goals, year)
    held = _held(unit, year, version)
    if held is not None:
        promised = candidates(unit, year).filter(pk__in=held.indicators.all())
        indicators = list(promised)
        goals = list({row.node_id: row.node for row in indicators}.values())
    ids = [row.pk for row in indicators]
    rows = YearTarget.objects.filter(indicator__in=ids, year=year, version__in=chain)
    chosen = preferred(rows, chain)
    firsts = {row.indicator_id: row for row in rows if first and row.version_id == first.pk}
    by_node: dict[int, list[Indicator]] = defaultdict(list)
    for row in indicators:
        by_node[row.node_id].append(row)
    promises = [
        _promise(goal, row, chosen.get(row.pk), firsts.get(row.pk))
        for goal in goals
        for row in by_node[goal.pk]
    ]
    signed = held.signed_on if held and version and held.version_id == version.pk else None
    when = day or signed or (version.effective_from if version else None) or date(year, 1, 2)
    programs = _programs(unit, year, version, first)
    return Agreement(year, version, first, tuple(promises), tuple(programs), when)


def _held(
    unit: Organization | None, year: int, version: PlanVersion | None
) -> PerformanceAgreement | None:
    """The agreement in this version; where there is none, the last one of the year."""
    if version is None:
        return None
    rows = PerformanceAgreement.objects.filter(organization=unit, year=year)
    known = list(rows.select_related("organization").order_by("version__sequence"))
    return next((row for row in known if row.version_id == version.pk), next(reversed(known), None))


def _goals(unit: Organization | None, year: int) -> list[PlanNode]:
    """The sasaran; the programs of a unit whose sasaran have not been entered."""
    if unit is None:
        return [n for n in read_city_plan(year).goals if n.level == NodeLevel.SASARAN]
    rows = PlanNode.objects.filter(organization=unit).in_year(year).order_by("order", "code", "pk")
    goals = list(rows.filter(level=NodeLevel.SASARAN_PD))
    return goals or list(rows.filter(level=NodeLevel.PROGRAM).select_related("organization"))


def _promise(
    goal: PlanNode, indicator: Indicator, row: YearTarget | None, first: YearTarget | None
) -> Promise:
    target, before = plan_of(indicator, row).year, plan_of(indicator, first).year
    if before == target:
        before = NOTHING
    return Promise(goal, indicator, target.low, target.high, before.low, before.high)


def _programs(
    unit: Organization | None, year: int, version: PlanVersion | None, first: PlanVersion | None
) -> list[ProgramMoney]:
    """Programs with their pagu; those of the city are put together by code."""
    units: Sequence[Organization] = units_in(year) if unit is None else [unit]
    ids = [row.pk for row in units]
    nodes = PlanNode.objects.filter(organization__in=ids, level=NodeLevel.PROGRAM).in_year(year)
    now = _pagu(ids, year, version, first)
    before = _pagu(ids, year, first, None)
    found: dict[str, ProgramMoney] = {}
    for node in nodes.select_related("organization").order_by("code", "order", "pk"):
        code, pagu, old = node.full_code, now.get(node.pk), before.get(node.pk)
        known = found.get(code)
        key = code or str(node.pk)
        found[key] = ProgramMoney(
            code,
            node.name,
            added(known.pagu if known else None, pagu),
            added(known.first if known else None, old),
            node.organization.short_name if node.organization else "",
            node.pk,
        )
    return sorted(found.values(), key=lambda row: row.code)


def _pagu(
    ids: Sequence[int], year: int, version: PlanVersion | None, first: PlanVersion | None
) -> dict[int, int | None]:
    chain = [row for row in (version, first) if row is not None]
    money = rollup.money_of(ids, year, [], chain)
    return {node: (found or Money()).pagu for node, found in money.items()}

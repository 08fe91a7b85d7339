"""Rows of the yearly forms: E.80 (Renstra of a unit) and E.58 (RPJMD of the city)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from organizations.models import Organization
from performance import formulas
from performance.choices import (
    BUDGET_LEVELS,
    Accumulation,
    NodeLevel,
    PlanDocument,
    SubmissionState,
    ValueScale,
)
from performance.evaluation.queries.row import carried_to, years_method
from performance.evaluation.queries.source import (
    heading_names,
    indicators_of,
    preferred,
    preferred_by_year,
)
from performance.evaluation.queries.years_row import (
    Values,
    YearsEvaluation,
    YearsRow,
    averages_of_years,
    highs_of,
    notes_of,
)
from performance.formulas import Bounds
from performance.models import (
    Indicator,
    PerformanceSettings,
    PeriodTarget,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    Submission,
    YearTarget,
)
from performance.plan.queries import lineage, rollup, versions
from performance.plan.queries.city_plan import read_city_plan
from performance.plan.queries.policies import policy_of
from performance.plan.queries.rollup import Money
from performance.plan.queries.units import units_in

STRATEGIC = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)


def evaluate_renstra(
    unit: Organization, year: int, levels: Sequence[str] = (*STRATEGIC, *BUDGET_LEVELS)
) -> YearsEvaluation:
    """E.80: goals, then programs with everything below, over the years of the period."""
    nodes = list(_nodes([unit.pk], levels, year))
    nodes.sort(key=_order)
    names = {node.pk: node.name for node in nodes}
    form = _Form.read(nodes, [unit.pk], year, PlanDocument.RENSTRA)
    hangs = (NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)
    rows = [
        row
        for node in nodes
        for row in form.rows(
            node, names.get(node.parent_id or 0, "") if node.level in hangs else ""
        )
    ]
    return form.finish(rows, unit, [unit])


def evaluate_rpjmd(year: int) -> YearsEvaluation:
    """E.58: sasaran of the city with their indicators, and under each its programs."""
    units = units_in(year)
    ids = [unit.pk for unit in units]
    plan = read_city_plan(year)
    programs = list(_nodes(ids, (NodeLevel.PROGRAM,), year))
    by_goal: dict[int | None, list[PlanNode]] = defaultdict(list)
    for node in programs:
        parent = plan.nodes.get(node.parent_id) if node.parent_id else None
        goal = plan.sasaran_of(parent)
        by_goal[goal.pk if goal else None].append(node)
    form = _Form.read([*plan.goals, *programs], ids, year, PlanDocument.RPJMD)
    rows: list[YearsRow] = []
    for goal in plan.goals:
        rows += form.rows(goal, "")
        for node in sorted(by_goal[goal.pk], key=_by_unit):
            rows += form.rows(node, goal.name)
    rest = sorted(by_goal[None], key=_by_unit)
    if rest:
        rows.append(form.heading("Program yang belum bergantung pada sasaran daerah"))
        rows += [row for node in rest for row in form.rows(node, "")]
    return form.finish(rows, None, units)


def evaluate_goals(year: int) -> YearsEvaluation:
    """The city's tujuan and sasaran alone, with the years of their indicators."""
    plan = read_city_plan(year)
    form = _Form.read(plan.goals, [], year, PlanDocument.RPJMD)
    return form.finish([row for goal in plan.goals for row in form.rows(goal, "")], None, [])


def _nodes(units: Sequence[int], levels: Sequence[str], year: int) -> Iterable[PlanNode]:
    rows = PlanNode.objects.filter(organization__in=units, level__in=levels).in_year(year)
    return rows.select_related("organization").order_by("order", "code", "pk")


def _order(node: PlanNode) -> tuple:
    place = 0 if node.level == NodeLevel.TUJUAN_PD else 1 if node.level in STRATEGIC else 2
    return (place, node.full_code if place == 2 else f"{node.order:05}{node.code}", node.pk)


def _by_unit(node: PlanNode) -> tuple:
    return (node.organization.code if node.organization else "", node.full_code, node.pk)


@dataclass(frozen=True)
class _Form:
    """Everything the rows of a yearly form are made of."""

    period: PlanningPeriod | None
    year: int
    years: range
    chain: list[PlanVersion]
    fallback: list[PlanVersion]
    indicators: dict[int, list[Indicator]]
    targets: dict[tuple[int, int], YearTarget]
    ends: dict[int, PeriodTarget]
    realized: dict[int, dict]
    money: dict[int, rollup.YearMoney]
    ends_rp: dict[int, Money]
    names: dict[str, str]

    @classmethod
    def read(
        cls, nodes: Sequence[PlanNode], units: Sequence[int], year: int, document: str
    ) -> _Form:
        period = versions.current_period(year)
        years = period.years if period else range(year, year + 1)
        own = versions.chains_of(document, {*years, year})
        annual = versions.annual_chains(years)
        # A year gone by keeps the version of its end, a coming one has that of the printed year.
        ranks = {y: [*own[min(y, year)][0], *annual[y][0]] for y in years}
        chain, yearly = own[year][0], [v for y in years for v in annual[y][0]]
        indicators = indicators_of(nodes, year)
        flat = [row for rows in indicators.values() for row in rows]
        ids = [row.pk for row in flat]
        rank = {version.pk: version for chain in ranks.values() for version in chain}
        found = YearTarget.objects.filter(indicator__in=ids, version__in=rank, year__in=years)
        targets = preferred_by_year(found, ranks)
        stated = [version for version in rank.values() if version.year is None]
        used = {row.version_id for row in targets.values()}
        used |= rollup.fallbacks(units, stated, yearly)
        ends = PeriodTarget.objects.filter(indicator__in=ids, version__in=chain)
        return cls(
            period=period,
            year=year,
            years=years,
            chain=chain,
            fallback=[version for version in yearly if version.pk in used],
            indicators=indicators,
            targets=targets,
            ends=preferred(ends, chain),
            realized=lineage.realized_years(flat, until=year),
            money=rollup.yearly_money(units, years, ranks, year),
            ends_rp=rollup.money_of(units, year, chain, []),
            names=heading_names([node for node in nodes if node.organization_id]),
        )

    def rows(self, node: PlanNode, sasaran: str) -> Iterator[YearsRow]:
        """One row for each indicator of the node; the first carries the money."""
        takes_money = node.level in BUDGET_LEVELS
        indicators = self.indicators.get(node.pk, [])
        if not indicators:
            yield self._row(node, sasaran, None, has_money=takes_money)
        for place, indicator in enumerate(indicators):
            yield self._row(node, sasaran, indicator, has_money=takes_money and place == 0)

    def heading(self, name: str) -> YearsRow:
        empty: Values = (None,) * len(self.years)
        columns = self._columns(None, None, empty, empty, empty, empty, None)
        return YearsRow(
            "sasaran", "", name, "", "", "", None, None, False, None, None, None,
            empty, empty, empty, empty, columns,
        )  # fmt: skip

    def _row(
        self, node: PlanNode, sasaran: str, indicator: Indicator | None, *, has_money: bool
    ) -> YearsRow:
        targets, realized, baseline, end = self._quantities(indicator)
        money = self.money.get(node.pk, {}) if has_money else {}
        pagu = rollup.decimals(money.get(y, (None, None))[0] for y in self.years)
        spent = rollup.decimals(money.get(y, (None, None))[1] for y in self.years)
        (end_rp,) = rollup.decimals(
            [self.ends_rp.get(node.pk, Money()).end_amount if has_money else None]
        )
        return YearsRow(
            level=node.level,
            full_code=node.full_code,
            name=node.name,
            sasaran=sasaran,
            indicator=indicator.name if indicator else "",
            unit=indicator.unit if indicator else "",
            node_id=node.pk,
            indicator_id=indicator.pk if indicator else None,
            has_money=has_money,
            baseline=baseline,
            end_k=end,
            end_rp=end_rp,
            targets_k=targets,
            targets_rp=pagu,
            realized_k=realized,
            realized_rp=spent,
            columns=self._columns(end, end_rp, targets, pagu, realized, spent, indicator),
            owner=node.organization.short_name if node.organization else "Kota",
            organization_id=node.organization_id,
            weight=(indicator.weight if indicator else None) or Decimal(1),
            notes=tuple(notes_of(indicator, targets)),
            scale=indicator.scale if indicator else "",
            **(highs_of(indicator, self.ends, self.targets, self.years) if indicator else {}),
        )

    def _quantities(
        self, indicator: Indicator | None
    ) -> tuple[Values, Values, Decimal | None, Decimal | None]:
        """Targets and realisations by year, the starting point and the end target."""
        empty: Values = (None,) * len(self.years)
        if indicator is None:
            return empty, empty, None, None
        planned = [self.targets.get((indicator.pk, y)) for y in self.years]
        rows = self.realized.get(indicator.pk, {})
        realized = tuple(
            formulas.accumulate(rows[y].quarters, indicator.accumulation) if y in rows else None
            for y in self.years
        )
        end = self.ends.get(indicator.pk)
        baseline = end.baseline if end else None
        if baseline is None and end is not None:
            baseline = carried_to(indicator, end, {}, self.years[0])
        return (
            tuple(row.target if row else None for row in planned),
            realized,
            baseline,
            end.end_target if end else None,
        )

    def _columns(  # noqa: PLR0917 - the columns of the form, in their order
        self,
        end_k: Decimal | None,
        end_rp: Decimal | None,
        targets: Values,
        pagu: Values,
        realized: Values,
        spent: Values,
        indicator: Indicator | None,
    ) -> formulas.E58Columns:
        method = years_method(indicator) if indicator else Accumulation.SUM
        given = formulas.E58Input(end_k, end_rp, targets, pagu, realized, spent, method)
        columns = formulas.e58_columns(given, decimals=None)
        if indicator is None or indicator.scale != ValueScale.DATE:
            return columns
        policy = policy_of(indicator)  # a day is met or not, never a share of another
        ratios = tuple(
            formulas.measured(Bounds(target), reached, policy).raw
            for target, reached in zip(targets, realized, strict=True)
        )
        last = formulas.measured(Bounds(end_k), columns.col22_k, policy).raw
        return replace(columns, ratios_k=ratios, col23_k=last)

    def finish(
        self, rows: Sequence[YearsRow], unit: Organization | None, units: Sequence[Organization]
    ) -> YearsEvaluation:
        settings = PerformanceSettings.as_of(self.year)
        level = NodeLevel.PROGRAM if unit is None else settings.average_level
        chosen = [r for r in rows if r.level == level and r.indicator_id] or [
            r for r in rows if r.indicator_id
        ]
        scheme = settings.band_scheme
        states = Submission.objects.filter(
            organization__in=units, year__in=self.years, year__lte=self.year
        )
        closing = states.filter(year=self.year, quarter=4).select_related("organization")
        return YearsEvaluation(
            unit=unit,
            period=self.period,
            year=self.year,
            rows=tuple(rows),
            averages_k=tuple(averages_of_years(chosen, len(self.years), scheme, "k")),
            averages_rp=tuple(
                averages_of_years([r for r in chosen if r.has_money], len(self.years), scheme, "rp")
            ),
            chain=tuple(self.chain),
            fallback=tuple(self.fallback),
            entries=tuple(closing),
            is_draft=states.exclude(state=SubmissionState.ACCEPTED).exists(),
            units=tuple(units),
        )

"""What the rows of a yearly form are made of, and the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from organizations.models import Organization
from performance import formulas
from performance.choices import (
    BUDGET_LEVELS,
    Accumulation,
    NodeLevel,
    ValueScale,
)
from performance.evaluation.queries.acceptance import read_acceptance
from performance.evaluation.queries.averages import averaged_rows, rows_with_money
from performance.evaluation.queries.source import (
    ends_of,
    heading_names,
    indicators_of,
    planned_by_year,
)
from performance.evaluation.queries.years_notes import notes_of
from performance.evaluation.queries.years_row import (
    Quantities,
    Spending,
    Values,
    YearsEvaluation,
    YearsRow,
    averages_of_years,
    highs_of,
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
from performance.plan.queries import rollup, versions
from performance.plan.queries.past import Past, pasts_of, years_method
from performance.plan.queries.policies import policy_of
from performance.plan.queries.rollup import Money


@dataclass(frozen=True)
class YearsForm:
    """Everything the rows of a yearly form are made of."""

    period: PlanningPeriod | None
    year: int
    years: range
    chain: list[PlanVersion]
    fallback: list[PlanVersion]
    indicators: dict[int, list[Indicator]]
    targets: dict[tuple[int, int], YearTarget]
    ends: dict[int, PeriodTarget]
    pasts: dict[int, Past]
    money: dict[int, rollup.YearMoney]
    totals: dict[int, Money]  # up to the evaluated year
    names: dict[str, str]

    @classmethod
    def read(
        cls, nodes: Sequence[PlanNode], units: Sequence[int], year: int, document: str
    ) -> YearsForm:
        period = versions.current_period(year)
        years = period.years if period else range(year, year + 1)
        own = versions.chains_of(document, {*years, year})
        # What a coming year's Renja will say is nothing this year's form could print.
        found = versions.annual_chains(y for y in years if y <= year)
        yearly = {y: chains[0] for y, chains in found.items()}
        # A year gone by keeps the version of its end, a coming one has that of the printed year.
        ranks = {y: [*own[min(y, year)][0], *yearly.get(y, [])] for y in years}
        chain, annual_plans = own[year][0], [v for chain in yearly.values() for v in chain]
        indicators = indicators_of(nodes, year)
        flat = [row for rows in indicators.values() for row in rows]
        rank = {version.pk: version for chain in ranks.values() for version in chain}
        targets = planned_by_year(flat, year, ranks)
        stated = [version for version in rank.values() if version.year is None]
        used = {row.version_id for row in targets.values()}
        used |= rollup.fallbacks(units, stated, annual_plans)
        return cls(
            period=period,
            year=year,
            years=years,
            chain=chain,
            fallback=[version for version in annual_plans if version.pk in used],
            indicators=indicators,
            targets=targets,
            ends=ends_of(flat, year, chain),
            pasts=pasts_of(flat, year),
            money=rollup.yearly_money(units, years, ranks, year),
            totals=rollup.money_of(units, year, chain, []),
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
        k, rp = Quantities.none(len(self.years)), Spending.none(len(self.years))
        return YearsRow(
            "sasaran", "", name, "", "", "", None, None, False, None, None, None,
            empty, empty, empty, empty, self._columns(k, rp, None),
        )  # fmt: skip

    def _row(
        self, node: PlanNode, sasaran: str, indicator: Indicator | None, *, has_money: bool
    ) -> YearsRow:
        k = self._quantities(indicator)
        rp = self._spending(node) if has_money else Spending.none(len(self.years))
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
            baseline=k.baseline,
            end_k=k.end,
            end_rp=rp.end,
            targets_k=k.targets,
            targets_rp=rp.pagu,
            realized_k=k.realized,
            realized_rp=rp.spent,
            columns=self._columns(k, rp, indicator),
            owner=node.organization.short_name if node.organization else "Kota",
            organization_id=node.organization_id,
            weight=(indicator.weight if indicator else None) or Decimal(1),
            notes=tuple(notes_of(indicator, k, rp, self.years, self.year)),
            scale=indicator.scale if indicator else "",
            before_k=k.before,
            before_rp=rp.before,
            **(highs_of(indicator, self.ends, self.targets, self.years) if indicator else {}),
        )

    def _quantities(self, indicator: Indicator | None) -> Quantities:
        if indicator is None:
            return Quantities.none(len(self.years))
        past = self.pasts.get(indicator.pk, Past())
        planned = [self.targets.get((indicator.pk, y)) for y in self.years]
        realized = tuple(
            formulas.accumulate(past.held[y].quarters, indicator.accumulation)
            if y in past.held
            else None
            for y in self.years
        )
        end = self.ends.get(indicator.pk)
        since = past.since(self.year)
        return Quantities(
            targets=tuple(row.target if row else None for row in planned),
            realized=realized,
            baseline=end.baseline if end else None,
            end=end.end_target if end else None,
            before=past.before(indicator, self.year),
            to_date=past.to_date(indicator, self.year),
            since=since,
            carried=past.carried[since] if since else None,
            told=past.told(),
        )

    def _spending(self, node: PlanNode) -> Spending:
        """Pagu and spending by year, and what was spent to date as the E.81 has it."""
        money, total = self.money.get(node.pk, {}), self.totals.get(node.pk, Money())
        end, before, to_date, carried = rollup.decimals(
            (
                total.end_amount,
                total.before,
                rollup.added(total.before, *total.quarters),
                total.carried,
            )
        )
        return Spending(
            pagu=rollup.decimals(money.get(y, (None, None))[0] for y in self.years),
            spent=rollup.decimals(money.get(y, (None, None))[1] for y in self.years),
            end=end,
            before=before,
            to_date=to_date,
            carried=carried,
        )

    def _columns(
        self, k: Quantities, rp: Spending, indicator: Indicator | None
    ) -> formulas.E58Columns:
        method = years_method(indicator) if indicator else Accumulation.SUM
        given = formulas.E58Input(
            k.end, rp.end, k.targets, rp.pagu, k.realized, rp.spent, method, k.to_date, rp.to_date
        )
        columns = formulas.e58_columns(given, decimals=None)
        if indicator is None or indicator.scale != ValueScale.DATE:
            return columns
        policy = policy_of(indicator)  # a day is met or not, never a share of another
        ratios = tuple(
            formulas.measured(Bounds(target), reached, policy).raw
            for target, reached in zip(k.targets, k.realized, strict=True)
        )
        last = formulas.measured(Bounds(k.end), columns.col22_k, policy).raw
        return replace(columns, ratios_k=ratios, col23_k=last)

    def finish(
        self, rows: Sequence[YearsRow], unit: Organization | None, units: Sequence[Organization]
    ) -> YearsEvaluation:
        settings = PerformanceSettings.as_of(self.year)
        level = NodeLevel.PROGRAM if unit is None else settings.average_level
        used, chosen = averaged_rows(rows, level)
        scheme = settings.band_scheme
        entries = Submission.objects.filter(organization__in=units, year=self.year)
        return YearsEvaluation(
            unit=unit,
            period=self.period,
            year=self.year,
            rows=tuple(rows),
            averages_k=tuple(averages_of_years(chosen, len(self.years), scheme, "k")),
            averages_rp=tuple(
                averages_of_years(rows_with_money(rows, level), len(self.years), scheme, "rp")
            ),
            acceptance=read_acceptance(units, self.year, since=self.years[0]),
            average_level=used,
            chain=tuple(self.chain),
            fallback=tuple(self.fallback),
            entries=tuple(entries.select_related("organization")),
            units=tuple(units),
        )

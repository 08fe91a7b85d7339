"""The rows of Formulir E.81: one unit, one year, up to one quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from organizations.models import Organization
from performance import formulas
from performance.choices import BUDGET_LEVELS, NodeLevel, PlanDocument, SubmissionState
from performance.models import (
    Indicator,
    Nomenclature,
    PerformanceSettings,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    Realization,
    Submission,
    YearTarget,
)
from performance.queries import rollup, versions
from performance.queries.evaluation_row import Row, build_row
from performance.queries.rollup import Money


@dataclass(frozen=True)
class Average:
    """A bottom cell: the mean over the chosen rows, how many were filled, and its word."""

    value: Decimal | None
    filled: int
    total: int
    band: str


@dataclass(frozen=True)
class Evaluation:
    unit: Organization
    year: int
    quarter: int
    rows: tuple[Row, ...]
    total: Money
    averages: dict[str, Average]  # annual_k, annual_rp, col14_k, col14_rp
    average_level: str
    submissions: dict[int, Submission] = field(default_factory=dict)
    renja: PlanVersion | None = None
    renstra: PlanVersion | None = None

    @property
    def last(self) -> Submission | None:
        """The entry of the evaluated quarter, whose narratives close the form."""
        return self.submissions.get(self.quarter)

    @property
    def is_draft(self) -> bool:
        """Some quarter with figures has not been accepted."""
        for quarter in range(1, self.quarter + 1):
            filled = any(
                r.k[quarter - 1] is not None or r.rp[quarter - 1] is not None for r in self.rows
            )
            submission = self.submissions.get(quarter)
            accepted = submission and submission.state == SubmissionState.ACCEPTED
            if filled and not accepted:
                return True
        return False


@dataclass(frozen=True)
class _Sources:
    """Everything the rows are made of, read in a constant number of queries."""

    nodes: list[PlanNode]
    indicators: dict[int, list[Indicator]]
    period: dict[int, PeriodTarget]
    target: dict[int, YearTarget]
    years: dict[int, dict[int, Realization]]
    money: dict[int, Money]
    names: dict[str, str]


def evaluate(unit: Organization, year: int, quarter: int) -> Evaluation:
    """The whole form: rows, totals, averages, narratives. Twelve queries at most."""
    renstra = versions.version_for(PlanDocument.RENSTRA, year)
    renja = versions.version_for(PlanDocument.RENJA, year, quarter)
    sources = _read(unit, year, renstra, renja)
    rows = tuple(_rows(unit, year, quarter, sources))
    settings = PerformanceSettings.current()
    level, chosen = _averaged_rows(rows, settings.average_level)
    programs = [sources.money.get(n.pk, Money()) for n in sources.nodes if n.level == "program"]
    submissions = Submission.objects.filter(organization=unit, year=year)
    return Evaluation(
        unit=unit,
        year=year,
        quarter=quarter,
        rows=rows,
        total=rollup.total(programs),
        averages=_averages(chosen, settings.band_scheme),
        average_level=level,
        submissions={s.quarter: s for s in submissions.select_related("organization")},
        renja=renja,
        renstra=renstra,
    )


def _read(
    unit: Organization, year: int, renstra: PlanVersion | None, renja: PlanVersion | None
) -> _Sources:
    nodes = PlanNode.objects.filter(organization=unit, level__in=BUDGET_LEVELS).in_year(year)
    nodes = nodes.select_related("organization", "parent__parent").order_by("code", "order", "pk")
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    found = Indicator.objects.active().filter(node__in=nodes).order_by("order", "pk")
    for row in found:
        indicators[row.node_id].append(row)
    ids = [row.pk for row in found]
    years: dict[int, dict[int, Realization]] = defaultdict(dict)
    for realized in Realization.objects.filter(indicator__in=ids, year__lte=year):
        years[realized.indicator_id][realized.year] = realized
    return _Sources(
        nodes=sorted(nodes, key=lambda node: (node.full_code, node.pk)),
        indicators=indicators,
        period={
            t.indicator_id: t
            for t in PeriodTarget.objects.filter(indicator__in=ids, version=renstra)
        },
        target={
            t.indicator_id: t
            for t in YearTarget.objects.filter(indicator__in=ids, year=year, version=renja)
        },
        years=years,
        money=rollup.unit_money(unit, year, renstra, renja),
        names=_heading_names(list(nodes)),
    )


def _heading_names(nodes: list[PlanNode]) -> dict[str, str]:
    """Names of urusan and bidang of the codes in use."""
    codes = {".".join(node.full_code.split(".")[:2]) for node in nodes if node.full_code}
    codes |= {code.split(".")[0] for code in codes}
    rows = Nomenclature.objects.filter(code__in=codes, version__is_current=True)
    return dict(rows.values_list("code", "name"))


def _rows(unit: Organization, year: int, quarter: int, sources: _Sources) -> Iterator[Row]:
    by_bidang: dict[str, list[PlanNode]] = defaultdict(list)
    for node in sources.nodes:
        by_bidang[".".join(node.full_code.split(".")[:2])].append(node)
    by_urusan: dict[str, list[str]] = defaultdict(list)
    for bidang in sorted(by_bidang):
        by_urusan[bidang.split(".")[0]].append(bidang)
    for urusan, fields in by_urusan.items():
        members = [node for bidang in fields for node in by_bidang[bidang]]
        yield _heading("urusan", urusan, members, sources, quarter)
        for bidang in fields:
            yield _heading("bidang", bidang, by_bidang[bidang], sources, quarter)
            for node in by_bidang[bidang]:
                yield from _node_rows(node, year, quarter, sources)


def _heading(level: str, code: str, nodes: list[PlanNode], sources: _Sources, quarter: int) -> Row:
    programs = [sources.money.get(n.pk, Money()) for n in nodes if n.level == NodeLevel.PROGRAM]
    return build_row(
        level=level,
        code=code,
        full_code=code,
        name=sources.names.get(code, "").strip(),
        money=rollup.total(programs),
        quarter=quarter,
    )


def _node_rows(node: PlanNode, year: int, quarter: int, sources: _Sources) -> Iterator[Row]:
    """One row for each indicator of the node; the first one carries the money."""
    money = sources.money.get(node.pk, Money())
    common: dict[str, Any] = {
        "level": node.level,
        "code": node.code,
        "full_code": node.full_code,
        "name": node.name,
        "sasaran": _sasaran(node),
        "node_id": node.pk,
        "parent_id": node.parent_id,
        "quarter": quarter,
    }
    indicators = sources.indicators.get(node.pk, [])
    if not indicators:
        yield build_row(money=money, **common)
    for place, indicator in enumerate(indicators):
        yield build_row(
            money=money if place == 0 else None,
            indicator=indicator,
            period=sources.period.get(indicator.pk),
            target=sources.target.get(indicator.pk),
            years=sources.years.get(indicator.pk, {}),
            year=year,
            **common,
        )


def _sasaran(node: PlanNode) -> str:
    if node.level == NodeLevel.PROGRAM and node.parent:
        return node.parent.name
    return ""


def _averaged_rows(rows: tuple[Row, ...], level: str) -> tuple[str, list[Row]]:
    """Rows of the level the city averages; all rows with an indicator when it has none."""
    chosen = [row for row in rows if row.level == level and row.indicator_id]
    if chosen:
        return level, chosen
    return "semua", [row for row in rows if row.indicator_id]


def _averages(rows: list[Row], scheme_code: str) -> dict[str, Average]:
    scheme = formulas.find_scheme(scheme_code)
    sources = {
        "annual_k": [row.annual_k for row in rows],
        "annual_rp": [row.annual_rp for row in rows if row.has_money],
        "col14_k": [row.columns.col14_k for row in rows],
        "col14_rp": [row.columns.col14_rp for row in rows if row.has_money],
    }
    found = {}
    for name, values in sources.items():
        mean = formulas.mean_of(values)
        mark = formulas.band(formulas.rounded(mean.value, 2), scheme)
        found[name] = Average(mean.value, mean.filled, mean.total, mark.label if mark else "")
    return found

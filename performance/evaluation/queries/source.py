"""What the rows of the evaluation forms are made of, read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from performance.choices import BUDGET_LEVELS
from performance.models import (
    Indicator,
    Nomenclature,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries import lineage, rollup
from performance.plan.queries.joined import (
    adding,
    joins_of,
    with_joined_ends,
    with_joined_years,
)
from performance.plan.queries.past import Past, pasts_of
from performance.plan.queries.rollup import Money

Planned = TypeVar("Planned", PeriodTarget, YearTarget)


@dataclass(frozen=True)
class Sources:
    """Nodes of some units with their indicators, targets, realisations and money."""

    nodes: list[PlanNode]
    indicators: dict[int, list[Indicator]]
    period: dict[int, PeriodTarget]
    target: dict[int, YearTarget]
    pasts: dict[int, Past]
    money: dict[int, Money]
    names: dict[str, str]


def read_sources(
    units: Sequence[int],
    year: int,
    period: Sequence[PlanVersion],
    annual: Sequence[PlanVersion],
    levels: Sequence[str] = BUDGET_LEVELS,
) -> Sources:
    """`period` and `annual` are versions in order of preference (`versions.chain_for`)."""
    nodes = PlanNode.objects.filter(organization__in=units, level__in=levels).in_year(year)
    nodes = nodes.select_related("organization", "parent__parent__parent")
    found = list(nodes)
    indicators = indicators_of(found, year)
    ids = [row.pk for rows in indicators.values() for row in rows]
    flat = [row for rows in indicators.values() for row in rows]
    return Sources(
        nodes=sorted(found, key=lambda node: (node.full_code, node.order, node.pk)),
        indicators=indicators,
        period=ends_of(flat, year, period),
        target=preferred(
            YearTarget.objects.filter(indicator__in=ids, year=year, version__in=annual), annual
        ),
        pasts=pasts_of(flat, year),
        money=rollup.money_of(units, year, period, annual),
        names=heading_names(found),
    )


def indicators_of(nodes: Sequence[PlanNode], year: int) -> dict[int, list[Indicator]]:
    """Indicators active in the year by node, in their order."""
    found: dict[int, list[Indicator]] = defaultdict(list)
    rows = Indicator.objects.active(year).filter(node__in=[node.pk for node in nodes])
    for row in rows.order_by("order", "pk"):
        found[row.node_id].append(row)
    return found


def preferred(rows: Iterable[Planned], chain: Sequence[PlanVersion]) -> dict[int, Planned]:
    """One row for each indicator: that of the version named first."""
    rank = {version.pk: place for place, version in enumerate(chain)}
    found: dict[int, Planned] = {}
    for row in rows:
        known = found.get(row.indicator_id)
        if known is None or rank[row.version_id] < rank[known.version_id]:
            found[row.indicator_id] = row
    return found


def ends_of(
    indicators: Sequence[Indicator], year: int, chain: Sequence[PlanVersion]
) -> dict[int, PeriodTarget]:
    """Where each indicator must be at the end of the period, with those that joined it."""
    ids = [row.pk for row in indicators]
    joins = adding(joins_of(ids, year))
    wanted = {*ids, *(part.indicator for rows in joins.values() for part in rows)}
    rows = PeriodTarget.objects.filter(indicator__in=wanted, version__in=chain)
    return with_joined_ends(ids, joins, preferred(rows, chain), chain)


def preferred_by_year(
    rows: Iterable[YearTarget], chains: Mapping[int, Sequence[PlanVersion]]
) -> dict[tuple[int, int], YearTarget]:
    """The same for each indicator and year, each year with its own chain."""
    by_year: dict[int, list[YearTarget]] = defaultdict(list)
    for row in rows:
        if row.version_id in {version.pk for version in chains.get(row.year, ())}:
            by_year[row.year].append(row)
    return {
        (pk, year): row
        for year, found in by_year.items()
        for pk, row in preferred(found, chains[year]).items()
    }


def planned_by_year(
    indicators: Sequence[Indicator], year: int, chains: Mapping[int, Sequence[PlanVersion]]
) -> dict[tuple[int, int], YearTarget]:
    """Year targets by indicator and year; a year before an indicator existed has those of the
    one it continues. Those that joined it up to `year` are added."""
    own = [row.pk for row in indicators]
    joins = adding(joins_of(own, year))
    ids = [*own, *{part.indicator for rows in joins.values() for part in rows}.difference(own)]
    lines = lineage.ancestors_of(ids)
    wanted = lineage.members(ids, lines)
    versions = {version.pk: version for chain in chains.values() for version in chain}
    rows = YearTarget.objects.filter(indicator__in=wanted, version__in=versions, year__in=chains)
    found = preferred_by_year(rows, chains)
    merged = lineage.nearest_by_year(ids, lines, found)
    flat = {(pk, when): row for pk, rows in merged.items() for when, row in rows.items()}
    return with_joined_years(own, joins, flat, versions)


def heading_names(nodes: list[PlanNode]) -> dict[str, str]:
    """Names of urusan and bidang of the codes in use, from the list the nodes' period follows."""
    codes = {".".join(node.full_code.split(".")[:2]) for node in nodes if node.full_code}
    codes |= {code.split(".")[0] for code in codes}
    rows = Nomenclature.objects.filter(
        code__in=codes, version__planningperiod__in={node.period_id for node in nodes}
    )
    return dict(rows.values_list("code", "name"))

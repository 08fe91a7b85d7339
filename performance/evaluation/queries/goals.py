"""Goals of a unit: their indicators over the years, and the programs that support them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.formatting import QUARTERS
from performance import formulas
from performance.choices import NodeLevel
from performance.evaluation.queries.evaluation import Evaluation
from performance.evaluation.queries.measures import Measure, Sources, measure
from performance.evaluation.queries.row import Row
from performance.formulas import BandScheme
from performance.models import PlanNode


@dataclass(frozen=True)
class Goal:
    """A sasaran (or, lacking those, a program) with its measures and supporting programs."""

    node: PlanNode
    measures: tuple[Measure, ...]
    programs: tuple[Row, ...]
    exact: Decimal | None
    achievement: Decimal | None
    filled: int
    band: str
    tone: str
    pagu: Decimal | None
    spent: Decimal | None
    absorption: Decimal | None
    efficiency: formulas.Efficiency | None
    leftover: Decimal | None


def goal_of(node: PlanNode, sources: Sources, form: Evaluation, scheme: BandScheme) -> Goal:
    measures = tuple(
        measure(indicator, sources, scheme) for indicator in sources.indicators.get(node.pk, [])
    )
    programs = tuple(_supporting(node, form))
    mean = mean_of_measures(measures)
    achievement = formulas.rounded(mean.value, 2)
    mark = formulas.band(achievement, scheme)
    pagu = sum_filled(row.pagu_rp for row in programs)
    spent = sum_filled(row.columns.col12_rp for row in programs)
    absorbed = formulas.absorption(spent, pagu)
    whole = None if _is_part(measures, form) else mean.value  # a part of a year saves nothing
    return Goal(
        node=node,
        measures=measures,
        programs=programs,
        exact=mean.value,
        achievement=achievement,
        filled=mean.filled,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        pagu=pagu,
        spent=spent,
        absorption=formulas.rounded(absorbed, 2),
        efficiency=formulas.efficiency_difference(whole, absorbed),
        leftover=formulas.rounded(formulas.leftover_efficiency(whole, spent, pagu), 2),
    )


def _is_part(measures: Iterable[Measure], form: Evaluation) -> bool:
    """More may come, and an indicator lacks the last quarter."""
    lasts = [m.now.last_quarter for m in measures if m.now.realized is not None]
    return form.acceptance.is_unfinished and min(lasts, default=QUARTERS[-1]) < QUARTERS[-1]


def mean_of_measures(measures: Iterable[Measure]) -> formulas.Mean:
    """The mean achievement; an indicator without a weight counts once."""
    return formulas.weighted_mean((m.now.exact, m.indicator.weight or 1) for m in measures)


def _supporting(node: PlanNode, form: Evaluation) -> Iterable[Row]:
    """Programs with money under this goal; a program given as a goal supports itself."""
    for row in form.rows:
        is_program = row.level == NodeLevel.PROGRAM and row.has_money
        if is_program and node.pk in (row.node_id, row.parent_id):
            yield row


def sum_filled(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is filled; None when nothing is."""
    filled = [value for value in values if value is not None]
    return sum(filled, Decimal(0)) if filled else None

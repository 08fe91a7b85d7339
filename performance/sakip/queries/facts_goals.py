"""How far the goals of a unit were met, for the SAKIP facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.evaluation.queries.acceptance import Acceptance
from performance.evaluation.queries.evaluation import Evaluation
from performance.evaluation.queries.goals import goal_of
from performance.evaluation.queries.lkjip import STRATEGIC
from performance.evaluation.queries.measures import Measure, Sources
from performance.evaluation.queries.results import city_scheme
from performance.models import (
    EvidenceLink,
    Indicator,
)
from performance.plan.queries.rollup import Money

FULL = 100  # per cent: the target is reached


@dataclass(frozen=True)
class Goals:
    """Indicators the LKjIP measures: those of tujuan and sasaran, lacking those of programs."""

    kind: str
    total: int = 0
    targeted: int = 0
    realized: int = 0
    measured: int = 0
    met: int = 0
    explained: int = 0  # of those below 100 %
    proven: int = 0  # of those realised
    iku: int = 0
    iku_before: int = 0  # of the IKU, those with a target in the year before

    @property
    def below(self) -> int:
        return self.measured - self.met


def read_goals(unit: Organization, year: int) -> Goals:
    """The figures of the LKjIP, by the same reader (`goals.Sources`)."""
    proofs = EvidenceLink.objects.filter(indicator=OuterRef("pk"), year=year)
    known = Indicator.objects.in_year(year).filter(node__organization=unit)
    known = known.select_related("node").annotate(is_proven=Exists(proofs))
    levels = (*STRATEGIC, NodeLevel.PROGRAM)
    rows = [row for row in known if row.is_iku or row.node.level in levels]
    sources = Sources.read(rows, year, ())
    main = [row.pk for row in rows if row.is_iku]
    strategic = [row for row in rows if row.node.level in STRATEGIC]
    goals = strategic or [row for row in rows if row.node.level == NodeLevel.PROGRAM]
    measures = _measures(unit, goals, sources)
    realized = {m.indicator.pk for m in measures if m.now.realized is not None}
    marks = [m.now.achievement for m in measures if m.now.achievement is not None]
    return Goals(
        kind="tujuan dan sasaran" if strategic else "program",
        total=len(measures),
        targeted=sum(m.now.target is not None for m in measures),
        realized=len(realized),
        measured=len(marks),
        met=sum(mark >= FULL for mark in marks),
        explained=sum(bool(m.notes) for m in measures if _is_below(m)),
        proven=sum(row.is_proven for row in goals if row.pk in realized),
        iku=len(main),
        iku_before=sum(_had_target(sources, pk) for pk in main),
    )


def _had_target(sources: Sources, pk: int) -> bool:
    """Whether it, or the indicator it continues, had a target in the year before."""
    planned = sources.targets.get((pk, sources.year - 1))
    return bool(planned and planned[-1].target is not None)


def _measures(
    unit: Organization, indicators: Sequence[Indicator], sources: Sources
) -> list[Measure]:
    """Their measures as the LKjIP has them; the programs that support a goal are not asked for."""
    nothing = Acceptance(frozenset(), sources.year, 0, is_whole=True)
    form = Evaluation(unit, sources.year, 4, (), Money(), {}, "", nothing)
    scheme = city_scheme(sources.year)
    nodes = {row.node_id: row.node for row in indicators}
    found = [goal_of(node, sources, form, scheme) for node in nodes.values()]
    return [measure for goal in found for measure in goal.measures]


def _is_below(measure: Measure) -> bool:
    return measure.now.achievement is not None and measure.now.achievement < FULL

"""What an LKjIP of a unit tells: its goals, its money, its proofs and its edited words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel
from performance.formulas import BandScheme
from performance.models import DocumentText, EvidenceLink, PlanNode
from performance.queries import versions
from performance.queries.evaluation import Evaluation, evaluate
from performance.queries.evaluation_row import Row
from performance.queries.goals import Goal, Measure, Sources, goal_of, indicators_of, sum_filled
from performance.queries.public import city_scheme

STRATEGIC = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)


@dataclass(frozen=True)
class Lkjip:
    unit: Organization
    year: int
    goals: tuple[Goal, ...]
    aims: tuple[PlanNode, ...]  # tujuan of the unit
    form: Evaluation
    exact: Decimal | None
    achievement: Decimal | None
    band: str
    tone: str
    measured: int
    measures: int
    absorption: Decimal | None
    scheme: BandScheme
    period: str
    has_goals: bool
    evidence: tuple[EvidenceLink, ...] = ()
    texts: dict[str, DocumentText] = field(default_factory=dict)

    @property
    def pagu(self) -> Decimal | None:
        return _decimal(self.form.total.pagu)

    @property
    def spent(self) -> Decimal | None:
        filled = [rp for rp in self.form.total.quarters if rp is not None]
        return Decimal(sum(filled)) if filled else None

    @property
    def programs(self) -> list[Row]:
        return [row for row in self.form.rows if row.level == NodeLevel.PROGRAM and row.has_money]

    def all_measures(self) -> list[Measure]:
        return [measure for goal in self.goals for measure in goal.measures]


def load_lkjip(unit: Organization, year: int) -> Lkjip:
    """Everything of the document in a constant number of queries."""
    form = evaluate(unit, year, 4)
    nodes = _strategic_nodes(unit, year)
    sources = Sources.read(indicators_of(nodes), year, form.renstra)
    scheme = city_scheme()
    has_goals = bool(sources.indicators)
    if has_goals:
        goals = [goal_of(node, sources, form, scheme) for node in nodes]
        goals = [goal for goal in goals if goal.measures or goal.node.level != NodeLevel.TUJUAN_PD]
    else:
        programs = list(
            PlanNode.objects.filter(organization=unit, level=NodeLevel.PROGRAM)
            .in_year(year)
            .select_related("organization", "parent__parent")
            .order_by("code", "order", "pk")
        )
        sources = Sources.read(indicators_of(programs), year, form.renstra)
        goals = [goal_of(node, sources, form, scheme) for node in programs]
    exacts = [measure.now.exact for goal in goals for measure in goal.measures]
    mean = formulas.mean_of(exacts)
    achievement = formulas.rounded(mean.value, 2)
    mark = formulas.band(achievement, scheme)
    period = versions.current_period(year)
    total = form.total
    return Lkjip(
        unit=unit,
        year=year,
        goals=tuple(goals),
        aims=tuple(node for node in nodes if node.level == NodeLevel.TUJUAN_PD),
        form=form,
        exact=mean.value,
        achievement=achievement,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        measured=mean.filled,
        measures=mean.total,
        absorption=formulas.rounded(
            formulas.absorption(sum_filled(map(_decimal, total.quarters)), _decimal(total.pagu)), 2
        ),
        scheme=scheme,
        period=f"{period.start_year}–{period.end_year}" if period else str(year),
        has_goals=has_goals,
        evidence=_evidence(unit, year),
        texts=document_texts(unit, year),
    )


def document_texts(
    unit: Organization, year: int, document: str = "lkjip-opd"
) -> dict[str, DocumentText]:
    """The edited sections of a document by section."""
    rows = DocumentText.objects.filter(organization=unit, year=year, document=document)
    return {row.section: row for row in rows.select_related("updated_by")}


def _strategic_nodes(unit: Organization, year: int) -> list[PlanNode]:
    """Tujuan and sasaran of the unit, each tujuan before its sasaran."""
    rows = PlanNode.objects.filter(organization=unit, level__in=STRATEGIC).in_year(year)
    rows = rows.select_related("organization", "parent__parent").order_by("order", "code", "pk")
    found = list(rows)
    below: dict[int | None, list[PlanNode]] = defaultdict(list)
    aims = [node for node in found if node.level == NodeLevel.TUJUAN_PD]
    known = {aim.pk for aim in aims}
    for node in found:
        if node.level == NodeLevel.SASARAN_PD:
            below[node.parent_id if node.parent_id in known else None].append(node)
    ordered = [node for aim in aims for node in (aim, *below[aim.pk])]
    return [*ordered, *below[None]]


def _evidence(unit: Organization, year: int) -> tuple[EvidenceLink, ...]:
    rows = EvidenceLink.objects.filter(indicator__organization=unit, year=year)
    rows = rows.select_related("evidence", "indicator")
    return tuple(rows.order_by("quarter", "indicator__order", "indicator_id", "pk"))


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)

"""What an LKjIP of a unit tells: its goals, its money, its proofs and its edited words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel, PlanDocument
from performance.entry.queries.locks import quarters_ahead
from performance.evaluation.queries.agreed import (
    agreed_indicators,
    promised_by_city,
    signed_agreement,
)
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import Evaluation, evaluate
from performance.evaluation.queries.goals import Goal, goal_of, mean_of_measures, sum_filled
from performance.evaluation.queries.measures import Measure, Sources, indicators_of
from performance.evaluation.queries.results import city_scheme
from performance.evaluation.queries.row import Row
from performance.formulas import BandScheme
from performance.models import (
    DocumentText,
    EvidenceLink,
    PerformanceAgreement,
    PlanNode,
    Submission,
)
from performance.plan.queries import versions

STRATEGIC = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)
AIMS = (NodeLevel.TUJUAN, NodeLevel.TUJUAN_PD)
LAST = 4
CITY_DOCUMENT = "lkjip-kota"
CITY_DOCUMENTS = (PlanDocument.RPJMD, PlanDocument.RKPD)


@dataclass(frozen=True)
class Lkjip:
    unit: Any  # an Organization, or what stands for the city
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
    agreed: frozenset[int] | None = None  # what the average stands for; None: everything
    agreement: PerformanceAgreement | None = None  # the signed one
    ahead: frozenset[int] = frozenset()  # quarters not opened yet
    evidence: tuple[EvidenceLink, ...] = ()
    texts: dict[str, DocumentText] = field(default_factory=dict)

    @property
    def is_city(self) -> bool:
        return self.unit.pk is None

    @property
    def average_name(self) -> str:
        """What the average stands for: the same set on the public page and in the agreement."""
        if self.agreed is None:
            return "Rata-rata capaian indikator"
        whose = " kota" if self.is_city else ""
        return f"Rata-rata capaian {self.measures} indikator Perjanjian Kinerja{whose}"

    def is_agreed(self, measure: Measure) -> bool:
        """Whether the average is made of this row."""
        return self.agreed is None or measure.indicator.pk in self.agreed

    @property
    def has_others(self) -> bool:
        """Rows are shown beside those the average is made of."""
        return not all(self.is_agreed(measure) for measure in self.all_measures())

    @property
    def entries(self) -> list[Submission]:
        """The entries whose words the report gathers: the unit's own, or every unit's last."""
        if isinstance(self.form, CityForm):
            return [row for row in self.form.entries if row.quarter == self.form.quarter]
        return list(self.form.submissions.values())

    @property
    def last_quarter(self) -> int:
        """The last quarter of the year with a figure in it, or accepted; 0 for none."""
        return self.form.acceptance.last_quarter

    @property
    def measured_quarter(self) -> int:
        """The last quarter of the year an indicator of a goal has a figure of; 0 for none."""
        return max((m.now.last_quarter for m in self.all_measures()), default=0)

    @property
    def part_quarter(self) -> int:
        """How far the indicators go where that is not yet the whole year; else 0."""
        quarter = self.measured_quarter
        return quarter if self.provisional and quarter < LAST else 0

    def is_part(self, measure: Measure) -> bool:
        """A figure of a part of the year: not one to be held against whole years."""
        return bool(self.provisional) and 0 < measure.now.last_quarter < LAST

    @property
    def waits_for_quarters(self) -> bool:
        """Some goal is not yet judged by what it cost: its year is not complete."""
        return any(g.programs and g.exact is not None and g.efficiency is None for g in self.goals)

    @property
    def year_name(self) -> str:
        """The year at the head of a column of the indicators, with how far it goes."""
        return year_up_to(self.year, self.part_quarter)

    def year_of(self, measure: Measure) -> str:
        """The same of one indicator; empty where it needs no saying."""
        quarter = measure.now.last_quarter
        return year_up_to(self.year, quarter) if self.is_part(measure) else ""

    @property
    def provisional(self) -> str:
        """What stands on every part of the document until the whole year is accepted."""
        return self.form.acceptance.mark

    @property
    def not_accepted(self) -> tuple[str, ...]:
        return self.form.acceptance.notes

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

    def judged_measures(self) -> list[Measure]:
        """The rows the average is made of, and what is said of the year with it."""
        return [measure for measure in self.all_measures() if self.is_agreed(measure)]

    def indicator_ids(self) -> set[int]:
        """Every indicator the document prints."""
        ids = {measure.indicator.pk for measure in self.all_measures()}
        return ids | {row.indicator_id for row in self.form.rows if row.indicator_id}


def load_lkjip(unit: Organization, year: int) -> Lkjip:
    """Everything of a unit's document in a constant number of queries."""
    form = evaluate(unit, year, 4)
    agreed = agreed_indicators([unit.pk], year).get(unit.pk, frozenset())
    nodes, programs = _strategic_nodes(unit, year), _programs(unit, year)
    rows = indicators_of([*nodes, *programs], year)
    is_program = {node.pk for node in programs}
    has_goals = any(row.node_id not in is_program for row in rows)
    if has_goals:  # then only programs that were agreed to stand among the goals
        rows = [row for row in rows if row.node_id not in is_program or row.pk in agreed]
        named = {row.node_id for row in rows}
        nodes += [node for node in programs if node.pk in named]
    else:
        nodes = programs
    sources = Sources.read(rows, year, form.period)
    return _build(
        unit,
        form,
        nodes,
        sources,
        has_goals=has_goals,
        agreed=agreed,
        agreement=signed_agreement(unit.pk, year),
        evidence=_evidence(unit, year),
        texts=document_texts(unit.pk, year),
    )


def load_city_lkjip(unit: Any, year: int) -> Lkjip:
    """The same for the city: its own goals, supported by the programs of every unit.

    `unit` stands for the city where the document names a unit.
    """
    found = evaluate_city(year, 4, (NodeLevel.PROGRAM,), documents=CITY_DOCUMENTS)
    form = CityForm(
        unit=unit,
        year=year,
        quarter=4,
        rows=tuple(replace(row, parent_id=row.goal_id) for row in found.rows),
        total=found.total,
        averages=found.averages,
        average_level=found.average_level,
        period=found.period,
        annual=found.annual,
        acceptance=found.acceptance,
        units=found.units,
        entries=found.submissions,
    )
    nodes = found.plan.goals
    sources = Sources.read(indicators_of(nodes, year), year, found.period)
    texts = document_texts(None, year, CITY_DOCUMENT)
    return _build(
        unit,
        form,
        nodes,
        sources,
        has_goals=True,
        agreed=promised_by_city(year),
        agreement=signed_agreement(None, year),
        evidence=(),
        texts=texts,
    )


@dataclass(frozen=True)
class CityForm(Evaluation):
    """The programs of every unit as one form, with the entries they came from."""

    units: tuple[Organization, ...] = ()
    entries: tuple[Submission, ...] = ()

    @property
    def last(self) -> Submission | None:
        return None


def _build(
    unit: Any,
    form: Evaluation,
    nodes: list[PlanNode],
    sources: Sources,
    *,
    has_goals: bool,
    agreed: frozenset[int] | None,
    agreement: PerformanceAgreement | None,
    evidence: tuple[EvidenceLink, ...],
    texts: dict[str, DocumentText],
) -> Lkjip:
    scheme = city_scheme(form.year)
    found = [goal_of(node, sources, form, scheme) for node in nodes]
    goals = [goal for goal in found if goal.measures or goal.node.level not in AIMS]
    measures = [measure for goal in goals for measure in goal.measures]
    mean = mean_of_measures(m for m in measures if agreed is None or m.indicator.pk in agreed)
    achievement = formulas.rounded(mean.value, 2)
    mark = formulas.band(achievement, scheme)
    period = versions.current_period(form.year)
    total = form.total
    spent = sum_filled(map(_decimal, total.quarters))
    return Lkjip(
        unit=unit,
        year=form.year,
        goals=tuple(goals),
        aims=tuple(node for node in nodes if node.level in AIMS),
        form=form,
        exact=mean.value,
        achievement=achievement,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        measured=mean.filled,
        measures=mean.total,
        absorption=formulas.rounded(formulas.absorption(spent, _decimal(total.pagu)), 2),
        scheme=scheme,
        period=f"{period.start_year}–{period.end_year}" if period else str(form.year),
        has_goals=has_goals,
        agreed=agreed,
        agreement=agreement,
        ahead=quarters_ahead(form.year),
        evidence=evidence,
        texts=texts,
    )


def document_texts(
    organization_id: int | None, year: int, document: str = "lkjip-opd"
) -> dict[str, DocumentText]:
    """The edited sections of a document by section."""
    rows = DocumentText.objects.filter(organization=organization_id, year=year, document=document)
    return {row.section: row for row in rows.select_related("updated_by")}


def _programs(unit: Organization, year: int) -> list[PlanNode]:
    rows = PlanNode.objects.filter(organization=unit, level=NodeLevel.PROGRAM).in_year(year)
    rows = rows.select_related("organization", "parent__parent")
    return list(rows.order_by("code", "order", "pk"))


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


def year_up_to(year: int, quarter: int) -> str:
    """A year, or how much of it: "2026 s.d. Triwulan II"."""
    return f"{year} s.d. {quarter_name(quarter)}" if quarter else str(year)


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)

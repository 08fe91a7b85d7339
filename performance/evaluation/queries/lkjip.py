"""What an LKjIP of a unit tells: its goals, its money, its proofs and its edited words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel, PlanDocument
from performance.entry.queries.locks import quarters_ahead
from performance.evaluation.queries.agreed import (
    agreed_indicators,
    promised_by_city,
    signed_agreement,
)
from performance.evaluation.queries.annual_report import CityForm, Lkjip, decimal_of
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import Evaluation, evaluate
from performance.evaluation.queries.goals import goal_of, mean_of_measures, sum_filled
from performance.evaluation.queries.measures import Sources, indicators_of
from performance.evaluation.queries.results import city_scheme
from performance.models import (
    DocumentText,
    EvidenceLink,
    PerformanceAgreement,
    PlanNode,
)
from performance.plan.queries import versions

STRATEGIC = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)
AIMS = (NodeLevel.TUJUAN, NodeLevel.TUJUAN_PD)
CITY_DOCUMENT = "lkjip-kota"
CITY_DOCUMENTS = (PlanDocument.RPJMD, PlanDocument.RKPD)


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
    spent = sum_filled(map(decimal_of, total.quarters))
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
        absorption=formulas.rounded(formulas.absorption(spent, decimal_of(total.pagu)), 2),
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

"""Rows of the yearly forms: E.80 (Renstra of a unit) and E.58 (RPJMD of the city)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from organizations.models import Organization
from performance.choices import BUDGET_LEVELS, NodeLevel, PlanDocument
from performance.evaluation.queries.years_form import YearsForm
from performance.evaluation.queries.years_row import YearsEvaluation, YearsRow
from performance.models import PlanNode
from performance.plan.queries.city_plan import read_city_plan
from performance.plan.queries.units import units_in

STRATEGIC = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)


def evaluate_renstra(
    unit: Organization, year: int, levels: Sequence[str] = (*STRATEGIC, *BUDGET_LEVELS)
) -> YearsEvaluation:
    """E.80: goals, then programs with everything below, over the years of the period."""
    nodes = list(_nodes([unit.pk], levels, year))
    nodes.sort(key=_order)
    names = {node.pk: node.name for node in nodes}
    form = YearsForm.read(nodes, [unit.pk], year, PlanDocument.RENSTRA)
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
    form = YearsForm.read([*plan.goals, *programs], ids, year, PlanDocument.RPJMD)
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
    form = YearsForm.read(plan.goals, [], year, PlanDocument.RPJMD)
    return form.finish([row for goal in plan.goals for row in form.rows(goal, "")], None, [])


def _nodes(units: Sequence[int], levels: Sequence[str], year: int) -> Iterable[PlanNode]:
    rows = PlanNode.objects.filter(organization__in=units, level__in=levels).in_year(year)
    return rows.select_related("organization").order_by("order", "code", "pk")


def _order(node: PlanNode) -> tuple:
    place = 0 if node.level == NodeLevel.TUJUAN_PD else 1 if node.level in STRATEGIC else 2
    return (place, node.full_code if place == 2 else f"{node.order:05}{node.code}", node.pk)


def _by_unit(node: PlanNode) -> tuple:
    return (node.organization.code if node.organization else "", node.full_code, node.pk)

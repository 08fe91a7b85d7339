"""The tree of units and one unit with its people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from organizations import activity
from organizations.models import Activity, Assignment, Organization, Succession


@dataclass
class UnitNode:
    unit: Organization
    people: int
    children: list[UnitNode] = field(default_factory=list)


def unit_tree(*, with_ended: bool = False) -> list[UnitNode]:
    """Roots with everything below them, by code, in two queries."""
    rows = Organization.objects.order_by("code")
    if not with_ended:
        rows = rows.valid(timezone.localdate())
    counts: dict[int, int] = defaultdict(int)
    today = Assignment.objects.valid(timezone.localdate()).order_by()
    for pk, _user in today.values_list("organization_id", "user_id").distinct():
        counts[pk] += 1
    nodes = {row.pk: UnitNode(row, counts[row.pk]) for row in rows}
    roots: list[UnitNode] = []
    for node in nodes.values():
        above = nodes.get(node.unit.parent_id or 0)
        (above.children if above else roots).append(node)
    return roots


@dataclass(frozen=True)
class UnitDetail:
    people: list[Assignment]
    children: list[Organization]
    predecessors: list[Succession]
    successors: list[Succession]
    history: list[Activity]


def unit_detail(unit: Organization) -> UnitDetail:
    today = Assignment.objects.valid(timezone.localdate()).filter(organization=unit)
    return UnitDetail(
        people=list(today.select_related("user").order_by("role", "user__full_name")),
        children=list(unit.children.order_by("code")),
        predecessors=list(unit.successions_in.select_related("predecessor")),
        successors=list(unit.successions_out.select_related("successor")),
        history=list(activity.history_of(unit)[:40]),
    )

"""The tree of units and one unit with its people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from organizations import activity
from organizations.access import access_of
from organizations.models import Activity, Assignment, Organization, Succession


def visible_unit(user: Any, right: str, code: str) -> Organization | None:
    """The unit of this code, if the person holds the right for it."""
    units = Organization.objects.filter(access_of(user).organizations(right))
    return units.filter(code=code).first()


def visible_units(user: Any, right: str) -> list[Organization]:
    """Reporting units for which the person holds the right, by code."""
    rows = Organization.objects.reporting().filter(access_of(user).organizations(right))
    return list(rows.order_by("code"))


def own_unit(user: Any, right: str) -> Organization | None:
    """The first reporting unit for which the person holds the right."""
    rows = Organization.objects.reporting().filter(access_of(user).organizations(right))
    return rows.order_by("code").first()


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

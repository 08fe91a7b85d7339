"""Goals of the city and where each program hangs: sasaran of the city → goals of a unit → program."""

from __future__ import annotations

from dataclasses import dataclass, field

from performance.choices import CITY_LEVELS, NodeLevel
from performance.models import PlanNode

GOAL_LEVELS = (*CITY_LEVELS, NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)


@dataclass(frozen=True)
class CityPlan:
    """The upper tree of a year by primary key, city and units together."""

    nodes: dict[int, PlanNode] = field(default_factory=dict)

    def sasaran_of(self, node: PlanNode | None) -> PlanNode | None:
        """The sasaran of the city a node serves, walking up its parents."""
        current, steps = node, 0
        while current is not None and steps < 20:
            if current.level == NodeLevel.SASARAN:
                return current
            parent = current.parent_id
            current = self.nodes.get(parent) if parent else None
            steps += 1
        return None

    def of_level(self, level: str) -> list[PlanNode]:
        return [node for node in self.nodes.values() if node.level == level]

    @property
    def goals(self) -> list[PlanNode]:
        """Tujuan and sasaran of the city, each tujuan before its sasaran."""
        found = []
        for aim in self.of_level(NodeLevel.TUJUAN):
            found.append(aim)
            found += [n for n in self.of_level(NodeLevel.SASARAN) if n.parent_id == aim.pk]
        known = {node.pk for node in found}
        found += [n for n in self.of_level(NodeLevel.SASARAN) if n.pk not in known]
        return found


def read_city_plan(year: int) -> CityPlan:
    rows = PlanNode.objects.filter(level__in=GOAL_LEVELS).in_year(year)
    rows = rows.select_related("organization").order_by("order", "code", "pk")
    return CityPlan({node.pk: node for node in rows})

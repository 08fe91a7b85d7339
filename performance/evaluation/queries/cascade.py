"""The whole tree from the city's sasaran to the sub kegiatan, each node with its indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from organizations.models import Organization
from performance.choices import BUDGET_LEVELS, CITY_LEVELS, NodeLevel, PlanDocument
from performance.evaluation.queries.source import indicators_of, preferred
from performance.former import lay_over
from performance.formulas import Bounds
from performance.models import FormerValue, Indicator, NodeLink, PlanNode, PlanVersion, YearTarget
from performance.plan.queries import rollup, versions
from performance.plan.queries.policies import plan_of
from performance.plan.queries.rollup import Money
from performance.words import bounds_said

ORDER = tuple(NodeLevel.values)


@dataclass(frozen=True)
class Leaf:
    """An indicator with its target; a node without one has a single empty leaf."""

    indicator: Indicator | None
    target: Decimal | None
    target_high: Decimal | None = None  # of a range

    @property
    def due(self) -> Bounds:
        return Bounds(self.target, self.target_high)

    @property
    def target_text(self) -> str:
        return bounds_said(self.due, self.indicator.scale if self.indicator else "")


@dataclass(frozen=True)
class Branch:
    """A node, where it hangs, and what is measured on it."""

    node: PlanNode
    depth: int
    path: tuple[PlanNode, ...]  # from the root to the parent
    leaves: tuple[Leaf, ...]
    pagu: int | None
    links: tuple[PlanNode, ...] = ()

    @property
    def parent(self) -> PlanNode | None:
        return self.path[-1] if self.path else None

    def above(self, *levels: str) -> PlanNode | None:
        """The nearest node of one of the levels on the way to the root."""
        return next((n for n in reversed(self.path) if n.level in levels), None)


@dataclass(frozen=True)
class Cascade:
    year: int
    branches: tuple[Branch, ...]
    annual: tuple[PlanVersion, ...]

    @property
    def versions(self) -> dict[str, str]:
        return versions.names_of(self.annual)

    @property
    def lowest(self) -> tuple[Branch, ...]:
        """The branches that nothing hangs on: a row of the matrix each."""
        parents = {branch.parent.pk for branch in self.branches if branch.parent}
        return tuple(branch for branch in self.branches if branch.node.pk not in parents)

    def children(self, pk: int | None) -> list[Branch]:
        return [b for b in self.branches if (b.parent.pk if b.parent else None) == pk]


def read_cascade(
    unit: Organization | None, year: int, levels: Sequence[str] | None = None
) -> Cascade:
    """The tree of a unit with the goals of the city above it, or the tree of the city."""
    wanted = set(levels or NodeLevel.values)
    rows = PlanNode.objects.in_year(year).filter(level__in=wanted | set(CITY_LEVELS))
    if unit is not None:
        rows = rows.filter(organization=unit) | rows.filter(level__in=CITY_LEVELS)
    nodes = {n.pk: n for n in rows.select_related("organization").order_by("order", "code", "pk")}
    if unit is not None:
        nodes = _only_above(nodes)
    annual = versions.chain_for(PlanDocument.RENJA, year)
    found = indicators_of(list(nodes.values()), year)
    ids = [row.pk for group in found.values() for row in group]
    targets = preferred(
        YearTarget.objects.filter(indicator__in=ids, year=year, version__in=annual), annual
    )
    units = {n.organization_id for n in nodes.values() if n.organization_id}
    money = rollup.money_of(sorted(units), year, [], annual)
    links = _links(nodes, year)
    branches = [
        Branch(
            node,
            len(path),
            path,
            tuple(_leaves(found.get(node.pk, []), targets)),
            money.get(node.pk, Money()).pagu if node.level in BUDGET_LEVELS else None,
            tuple(links.get(node.pk, ())),
        )
        for node, path in _walk(nodes)
    ]
    return Cascade(year, tuple(branches), tuple(annual))


def _leaves(indicators: list[Indicator], targets: dict[int, YearTarget]) -> Iterator[Leaf]:
    for row in indicators:
        due = plan_of(row, targets.get(row.pk)).year
        yield Leaf(row, due.low, due.high)
    if not indicators:
        yield Leaf(None, None)


def _only_above(nodes: dict[int, PlanNode]) -> dict[int, PlanNode]:
    """Of the city's goals only those the unit's nodes hang on."""
    keep: set[int] = set()
    for node in nodes.values():
        current = node if node.organization_id else None
        while current is not None and current.pk not in keep:
            keep.add(current.pk)
            current = nodes.get(current.parent_id) if current.parent_id else None
    return {pk: node for pk, node in nodes.items() if pk in keep}


def _walk(nodes: dict[int, PlanNode]) -> Iterator[tuple[PlanNode, tuple[PlanNode, ...]]]:
    """Depth first; a node whose parent is not in the tree is a root."""
    below: dict[int | None, list[PlanNode]] = defaultdict(list)
    for node in nodes.values():
        below[node.parent_id if node.parent_id in nodes else None].append(node)
    for group in below.values():
        group.sort(key=lambda n: (ORDER.index(n.level), n.order, n.full_code, n.pk))
    stack: list[tuple[PlanNode, tuple[PlanNode, ...]]] = [
        (node, ()) for node in reversed(below[None])
    ]
    seen: set[int] = set()
    while stack:
        node, path = stack.pop()
        if node.pk in seen:
            continue
        seen.add(node.pk)
        yield node, path
        stack += [(child, (*path, node)) for child in reversed(below.get(node.pk, []))]


def _links(nodes: dict[int, PlanNode], year: int) -> dict[int, list[PlanNode]]:
    """Crosscutting links of the shown nodes in the year, from either side."""
    found: dict[int, list[PlanNode]] = defaultdict(list)
    rows = NodeLink.objects.in_year(year).filter(Q(source__in=nodes) | Q(target__in=nodes))
    links = list(rows.select_related("source__organization", "target__organization"))
    ends = [end for link in links for end in (link.source, link.target)]
    lay_over(ends, FormerValue.objects.all(), year)
    for link in links:
        found[link.source_id].append(link.target)
        found[link.target_id].append(link.source)
    return found

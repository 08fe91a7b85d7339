"""Units with their counts, and the planning tree of one of them (or of the city) for one year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import Q

from organizations.models import Organization
from performance.choices import NodeLevel, PlanVersionState
from performance.formulas import Bounds
from performance.models import (
    Indicator,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries.policies import plan_of
from performance.plan.queries.sheets import VersionChoice, documents_for, version_choices
from performance.plan.queries.versions import current_period, in_effect
from performance.words import bounds_said

# Pagu of every node with what is below it: each row counts for itself, its kegiatan, its program.
_PAGU = """
    SELECT place.node, SUM(pagu.amount)::bigint,
           SUM(pagu.amount) FILTER (WHERE pagu.is_remainder AND place.node = own.id)::bigint
    FROM performance_pagu pagu
    JOIN performance_plannode own ON own.id = pagu.node_id
    CROSS JOIN LATERAL (VALUES (own.id), (own.kegiatan_id), (own.program_id)) AS place(node)
    WHERE own.organization_id = %s AND pagu.year = %s AND pagu.version_id = %s
      AND place.node IS NOT NULL
    GROUP BY place.node
"""


@dataclass(frozen=True)
class IndicatorLine:
    pk: int
    name: str
    unit: str
    decimals: int
    is_iku: bool
    is_active: bool
    target: Decimal | None
    scale: str = ""
    target_high: Decimal | None = None  # of a range

    @property
    def target_text(self) -> str:
        return bounds_said(Bounds(self.target, self.target_high), self.scale)


@dataclass
class TreeNode:
    pk: int
    level: str
    code: str
    name: str
    ends: int | None
    indicators: list[IndicatorLine] = field(default_factory=list)
    children: list[TreeNode] = field(default_factory=list)
    pagu: int | None = None
    remainder: int | None = None
    is_open: bool = False
    is_match: bool = False

    @property
    def level_label(self) -> str:
        return str(NodeLevel(self.level).label)

    def walk(self) -> Iterator[TreeNode]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Tree:
    year: int
    period: PlanningPeriod | None
    choices: list[tuple[str, str]]
    chosen: PlanVersion | None  # the version the targets and pagu are of
    roots: list[TreeNode]
    nodes: int  # how many are shown
    indicators: int
    without_target: int
    pagu: int | None
    words: str = ""


def plan_tree(
    organization: Organization | None,
    year: int,
    *,
    choice: VersionChoice | None = None,
    words: str = "",
) -> Tree:
    """At most seven queries, whatever the size; `words` keeps matches and what leads to them."""
    period = current_period(year)
    versions, version = _versions(period, organization, year, choice)
    found = PlanNode.objects.in_year(year).filter(organization=organization, period=period)
    rows = list(found.order_by("order", "code", "pk"))
    nodes = {row.pk: _node(row, organization) for row in rows}
    _add_indicators(nodes, organization, year, version)
    _add_pagu(nodes, organization, year, version)
    roots = _joined(nodes, rows)
    for root in roots:
        _sum_up(root)
    if words:
        roots = [root for root in roots if _keep(root, words.casefold().split())]
    shown = [node for root in roots for node in root.walk()]
    lines = [line for node in shown for line in node.indicators if line.is_active]
    amounts = [root.pagu for root in roots if root.pagu is not None]
    return Tree(
        year=year,
        period=period,
        choices=version_choices(versions, of_city=organization is None),
        chosen=version,
        roots=roots,
        nodes=len(shown),
        indicators=len(lines),
        without_target=sum(1 for line in lines if line.target is None),
        pagu=sum(amounts) if amounts else None,
        words=words,
    )


def _versions(
    period: PlanningPeriod | None,
    organization: Organization | None,
    year: int,
    choice: VersionChoice | None,
) -> tuple[list[PlanVersion], PlanVersion | None]:
    """What the tree may show, and what it shows: the latest Renja unless another is chosen."""
    documents = documents_for(of_city=organization is None)
    rows = PlanVersion.objects.exclude(state=PlanVersionState.CANCELLED)
    rows = rows.filter(Q(year=year) | Q(year=None), document__in=documents, period=period)
    known = list(rows.order_by("sequence"))
    named = [row for row in known if choice and choice.names(row)]
    return known, in_effect(named or [row for row in known if VersionChoice().names(row)], year)


def _node(row: PlanNode, organization: Organization | None) -> TreeNode:
    code = row.code
    if organization is not None and code.startswith("X.XX"):
        code = organization.main_field + code[4:]
    return TreeNode(row.pk, row.level, code, row.name, row.valid_to_year)


def _add_indicators(
    nodes: dict[int, TreeNode],
    organization: Organization | None,
    year: int,
    version: PlanVersion | None,
) -> None:
    mine = Indicator.objects.filter(node__organization=organization)
    targets = {
        target.indicator_id: target
        for target in YearTarget.objects.filter(
            indicator__node__organization=organization, year=year, version=version
        )
    }
    for row in mine.as_of(year).order_by("-is_active", "order", "pk"):
        node = nodes.get(row.node_id)
        if node is not None:
            due = plan_of(row, targets.get(row.pk)).year
            node.indicators.append(
                IndicatorLine(
                    row.pk,
                    row.name,
                    row.unit,
                    row.decimals,
                    row.is_iku,
                    row.is_active,
                    due.low,
                    row.scale,
                    due.high,
                )
            )


def _add_pagu(
    nodes: dict[int, TreeNode],
    organization: Organization | None,
    year: int,
    version: PlanVersion | None,
) -> None:
    if organization is None or version is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_PAGU, [organization.pk, year, version.pk])
        for pk, amount, remainder in cursor.fetchall():
            if pk in nodes:
                nodes[pk].pagu, nodes[pk].remainder = amount, remainder


def _joined(nodes: dict[int, TreeNode], rows: Iterable[PlanNode]) -> list[TreeNode]:
    roots: list[TreeNode] = []
    for row in rows:
        parent = nodes.get(row.parent_id or 0)
        (parent.children if parent else roots).append(nodes[row.pk])
    return roots


def _sum_up(node: TreeNode) -> None:
    """Goals carry the sum of their programs; programs already carry their own."""
    for child in node.children:
        _sum_up(child)
    if node.level in (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD):
        amounts = [child.pagu for child in node.children if child.pagu is not None]
        node.pagu = sum(amounts) if amounts else None


def _keep(node: TreeNode, words: list[str]) -> bool:
    """Keep a node that matches (with all below it) or that leads to a match."""
    texts = [node.code, node.name, *(line.name for line in node.indicators)]
    text = " ".join(texts).casefold()
    node.is_match = all(word in text for word in words)
    if node.is_match:
        return True
    node.children = [child for child in node.children if _keep(child, words)]
    node.is_open = bool(node.children)
    return node.is_open

"""The tree and the indicators of one unit as they are valid in one year, as the importer sees them.

Nodes and indicators carry keys instead of primary keys, so that rows that do not exist
yet can be spoken of in the same way: a node's key is its code in the list's form, or its
level and name where it has no code; an indicator's key is (node key, name). Where a later year
has another name for a row, that name leads to it, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from organizations.models import Organization
from organizations.texts import folded
from performance.choices import BUDGET_LEVELS, Accumulation
from performance.feeds import feed_name
from performance.former import lay_over
from performance.models import FormerValue, Indicator, PlanningPeriod, PlanNode
from performance.plan.queries.sources import sources_in
from performance.transfer.readers.codes import CodeBook

IndicatorKey = tuple[str, str]
OF_NODES, OF_INDICATORS = ("name", "code", "parent_id"), ("unit", "polarity", "accumulation")


@dataclass(frozen=True)
class NodeDraft:
    key: str
    level: str
    code: str
    name: str
    parent_key: str = ""
    pk: int | None = None
    nomenclature_id: int | None = None
    order: int = 0
    begins: int | None = None
    ends: int | None = None
    has_other_parent: bool = False  # hangs on a node of the city
    later: tuple[str, ...] = ()  # fields that say something else after the year


@dataclass(frozen=True)
class IndicatorDraft:
    key: IndicatorKey
    name: str
    unit: str
    polarity: str
    accumulation: str
    pk: int | None = None
    order: int = 0
    is_active: bool = True
    fed: str = ""  # name of the source that fills K
    scale: str = ""  # K are words of this scale
    later: tuple[str, ...] = ()  # fields that say something else after the year


def free_key(level: str, name: str) -> str:
    return f"{level}:{folded(name)}"


def load_nodes(
    unit: Organization, period: PlanningPeriod, year: int, book: CodeBook
) -> tuple[dict[str, NodeDraft], dict[str, str], dict[int, str]]:
    """Nodes by key, later names with the key they lead to, and the key of every primary key.

    Of two nodes of one line, in other years, the one of the year stands for it alone.
    """
    nodes = list(
        PlanNode.objects.filter(organization=unit, period=period).order_by("order", "code", "pk")
    )
    named = {node.pk: free_key(node.level, node.name) for node in nodes}
    later = _later(nodes, year, OF_NODES)
    nodes.sort(key=lambda node: not node.is_in(year))  # of two of one code the living one
    keys: dict[int, str] = {}
    for node in nodes:
        is_coded = node.level in BUDGET_LEVELS and node.code
        keys[node.pk] = book.normal(node.code) if is_coded else free_key(node.level, node.name)
    drafts: dict[str, NodeDraft] = {}
    for node in nodes:
        draft = NodeDraft(
            key=keys[node.pk],
            level=node.level,
            code=node.code,
            name=node.name,
            parent_key=keys.get(node.parent_id or 0, ""),
            pk=node.pk,
            nomenclature_id=node.nomenclature_id,
            order=node.order,
            begins=node.valid_from_year,
            ends=node.valid_to_year,
            has_other_parent=node.parent_id is not None and node.parent_id not in keys,
            later=later[node.pk],
        )
        drafts.setdefault(draft.key, draft)
    keys = {pk: key for pk, key in keys.items() if drafts[key].pk == pk}
    aliases = {
        named[node.pk]: keys[node.pk]
        for node in nodes
        if node.pk in keys and "name" in later[node.pk]
    }
    return drafts, {name: key for name, key in aliases.items() if name not in drafts}, keys


def load_indicators(
    unit: Organization, period: PlanningPeriod, year: int, keys: dict[int, str]
) -> tuple[
    dict[IndicatorKey, IndicatorDraft],
    dict[IndicatorKey, IndicatorKey],
    dict[int, IndicatorKey],
]:
    """Indicators by key, later names with the key they lead to, and the key of every primary key."""
    query = Indicator.objects.filter(
        node__organization=unit, node__period=period, node__in=list(keys)
    )
    rows = list(query.select_related("feed").order_by("order", "pk"))
    named = {row.pk: (keys[row.node_id], folded(row.name)) for row in rows}
    later = _later(rows, year, (*OF_INDICATORS, "name"))
    sources = sources_in(year, rows)
    drafts: dict[IndicatorKey, IndicatorDraft] = {}
    owners: dict[int, IndicatorKey] = {}
    for row in rows:
        key = (keys[row.node_id], folded(row.name))
        owners[row.pk] = key
        draft = IndicatorDraft(
            key=key,
            name=row.name,
            unit=row.unit,
            polarity=row.polarity,
            accumulation=row.accumulation,
            pk=row.pk,
            order=row.order,
            is_active=row.is_active,
            fed=_fed(row, sources[row.pk]),
            scale=row.scale,
            later=later[row.pk],
        )
        drafts.setdefault(key, draft)
    aliases = {named[row.pk]: owners[row.pk] for row in rows if "name" in later[row.pk]}
    return drafts, {name: key for name, key in aliases.items() if name not in drafts}, owners


def _later(
    rows: Sequence[PlanNode | Indicator], year: int, names: Sequence[str]
) -> dict[int, tuple[str, ...]]:
    """Lay what was valid in the year over the rows; the fields that say something else later."""
    now = {row.pk: [getattr(row, name) for name in names] for row in rows}
    lay_over(rows, FormerValue.objects.all(), year)
    return {
        row.pk: tuple(
            name
            for name, value in zip(names, now[row.pk], strict=True)
            if getattr(row, name) != value
        )
        for row in rows
    }


def _fed(row: Indicator, source: str) -> str:
    """A source gives finished figures, so it fills no ratio."""
    return "" if row.accumulation == Accumulation.RATIO else feed_name(source)

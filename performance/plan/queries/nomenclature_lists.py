"""Nomenclature lists side by side, and what is not mapped yet."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from django.db.models import (
    Count,
    Exists,
    Min,
    OuterRef,
    Q,
    QuerySet,
)

from performance.models import (
    Nomenclature,
    NomenclatureMapping,
    NomenclatureVersion,
    PlanningPeriod,
    PlanNode,
)

NAMED, PER_PAGE = 20, 50


@dataclass(frozen=True)
class ListPair:
    """Two lists, the mappings between them, and lines used in plans that have none yet."""

    old: NomenclatureVersion
    new: NomenclatureVersion
    mapped: int
    unmapped: int


def list_pairs() -> list[ListPair]:
    """Pairs with a mapping, and pairs a plan on the older list will need; five queries."""
    lists = list(NomenclatureVersion.objects.order_by("code"))
    nodes = PlanNode.objects.filter(nomenclature__isnull=False).order_by()
    used = _counted(nodes, "nomenclature", "nomenclature__version")
    maps = NomenclatureMapping.objects.order_by()
    known = _counted(maps, "pk", "source__version", "target__version")
    uses = PlanNode.objects.filter(nomenclature=OuterRef("source"))
    placed = _counted(maps.filter(Exists(uses)), "source", "source__version", "target__version")
    first = dict(
        PlanningPeriod.objects.order_by()
        .values_list("nomenclature_version")
        .annotate(since=Min("start_year"))
    )
    return [
        ListPair(old, new, known.get(key, 0), used.get((old.pk,), 0) - placed.get(key, 0))
        for old in lists
        for new in lists
        if (key := (old.pk, new.pk)) in known
        # Plans stand on the one, and none as early stands on the other.
        or ((old.pk,) in used and first.get(old.pk, inf) < first.get(new.pk, inf))
    ]


def _counted(rows: QuerySet[Any], what: str, *groups: str) -> dict[tuple[int, ...], int]:
    found = rows.values_list(*groups).annotate(n=Count(what, distinct=True))
    return {row[:-1]: row[-1] for row in found}


def unmapped_lines(pair: ListPair) -> QuerySet[Nomenclature]:
    """Lines of the older list that plans use and that became nothing in the newer one yet."""
    became = NomenclatureMapping.objects.filter(source=OuterRef("pk"), target__version=pair.new)
    uses = PlanNode.objects.filter(nomenclature=OuterRef("pk"))
    rows = Nomenclature.objects.filter(Exists(uses), version=pair.old)
    return rows.exclude(Exists(became)).order_by("code")


def mapping_page(pair: ListPair, after: str) -> tuple[list[NomenclatureMapping], str]:
    """One keyset page by the old code, and the key of the next one ("" at the end)."""
    rows = NomenclatureMapping.objects.filter(
        source__version=pair.old, target__version=pair.new
    ).select_related("source", "target")
    code, _, pk = after.rpartition("~")
    if code and pk.isdecimal():
        rows = rows.filter(Q(source__code__gt=code) | Q(source__code=code, pk__gt=int(pk)))
    found = list(rows.order_by("source__code", "pk")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    following = f"{shown[-1].source.code}~{shown[-1].pk}" if len(found) > PER_PAGE else ""
    return shown, following

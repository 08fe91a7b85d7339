"""Find entries of the official list; what lines of one list became in another."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from organizations.models import Organization
from performance.choices import NomenclatureLevel
from performance.models import (
    Nomenclature,
    NomenclatureMapping,
    NomenclatureVersion,
    PlanningPeriod,
    PlanNode,
)

LIMIT = 40
LEVELS = (NomenclatureLevel.PROGRAM, NomenclatureLevel.KEGIATAN, NomenclatureLevel.SUBKEGIATAN)


@dataclass(frozen=True)
class Hit:
    entry: Nomenclature
    node_pk: int | None  # the unit already has it

    @property
    def parents(self) -> str:
        return " › ".join(
            filter(
                None,
                (_name(self.entry.parent and self.entry.parent.parent), _name(self.entry.parent)),
            )
        )


def _name(entry: Nomenclature | None) -> str:
    return "" if entry is None or entry.level not in LEVELS else entry.name


def own_prefixes(organization: Organization) -> tuple[str, ...]:
    """The bidang urusan in the three slots of a SIPD unit code, e.g. 5.01 and 5.05."""
    parts = organization.code.split(".")
    pairs = [".".join(parts[at : at + 2]) for at in (0, 2, 4)]
    return tuple(pair for pair in pairs if len(pair) == 4 and pair != "0.00")


def search_nomenclature(
    period: PlanningPeriod, organization: Organization, words: str, level: str = ""
) -> tuple[list[Hit], bool]:
    """At most forty hits (own fields and the support program first) and whether there are more."""
    found = _matching(period.nomenclature_version, organization, words.strip())
    if level in LEVELS:
        found = found.filter(level=level)
    rows = list(found.select_related("parent__parent")[: LIMIT + 1])
    nodes = PlanNode.objects.filter(
        period=period, organization=organization, nomenclature__in=[row.pk for row in rows]
    )
    known = dict(nodes.values_list("nomenclature_id", "pk"))
    return [Hit(row, known.get(row.pk)) for row in rows[:LIMIT]], len(rows) > LIMIT


def _matching(
    version: NomenclatureVersion, organization: Organization, words: str
) -> QuerySet[Nomenclature]:
    rows = Nomenclature.objects.filter(version=version, level__in=LEVELS)
    own = own_prefixes(organization)
    code = words.upper()
    if code[:1].isdigit() or code.startswith("X."):
        templated = "X.XX" + code[4:] if code[:4] in own else code
        rows = rows.filter(code__startswith=code) | rows.filter(code__startswith=templated)
    else:
        for word in words.split():
            rows = rows.filter(name__icontains=word)
    near = [When(code__startswith=f"{prefix}.", then=Value(0)) for prefix in own]
    near.append(When(code__startswith="X.XX", then=Value(1)))
    rows = rows.annotate(nearness=Case(*near, default=Value(2), output_field=IntegerField()))
    return rows.order_by("nearness", "code")


# --- what lines of an older list became in a newer one --------------------------------------

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

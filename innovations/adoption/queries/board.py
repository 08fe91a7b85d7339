"""The board of a checklist: units and items, page by page, and one unit whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from innovations.adoption.queries.checklists import items_asked
from innovations.choices.adoption import MarkState
from innovations.models import AdoptionChecklist, AdoptionItem, AdoptionMark, AdoptionUnit

PAGE = 25
MOST_WORDS = 6
MISSING, WAITING, DONE = "belum", "menunggu", "terpenuhi"
CONDITIONS = (
    (MISSING, "Belum terpenuhi"),
    (WAITING, "Menunggu diperiksa"),
    (DONE, "Terpenuhi"),
)


@dataclass(frozen=True)
class Line:
    """A unit with one cell for each item of the board; None: nothing stands."""

    unit: AdoptionUnit
    cells: Sequence[tuple[AdoptionItem, AdoptionMark | None]]


@dataclass(frozen=True)
class Board:
    items: Sequence[AdoptionItem]
    lines: Sequence[Line]
    following: int | None
    total: int


def units_asked(
    checklist: AdoptionChecklist, asked: Mapping[str, Any], on: date
) -> QuerySet[AdoptionUnit]:
    """Active units by name; what is searched stands in the name or is the code."""
    rows = AdoptionUnit.objects.filter(checklist=checklist)
    rows = rows.filter(Q(until=None) | Q(until__gte=on))
    for word in str(asked.get("kata") or "").split()[:MOST_WORDS]:
        rows = rows.filter(Q(name__icontains=word) | Q(code=word))
    if district := asked.get("kecamatan"):
        rows = rows.filter(Q(area=district) | Q(area__parent=district))
    if kind := asked.get("jenis"):
        rows = rows.filter(kind=kind)
    item, condition = asked.get("butir"), asked.get("keadaan")
    if item or condition:
        rows = _in_condition(rows, checklist, item, condition or MISSING, on)
    return rows.order_by("name", "pk")


def _in_condition(
    rows: QuerySet[AdoptionUnit],
    checklist: AdoptionChecklist,
    item: AdoptionItem | None,
    condition: str,
    on: date,
) -> QuerySet[AdoptionUnit]:
    """Of one item, or of any: missing is what is not verified, be it waiting or never said."""
    marks = AdoptionMark.objects.filter(unit=OuterRef("pk"))
    if condition == WAITING:
        found = marks.filter(state=MarkState.FILLED)
        return rows.filter(Exists(found.filter(item=item) if item else found))
    done = marks.filter(state=MarkState.VERIFIED)
    if item:
        fulfilled = Exists(done.filter(item=item))
        return rows.filter(fulfilled) if condition == DONE else rows.filter(~fulfilled)
    every = Q()
    for one in items_asked(checklist, on):
        every &= Q(Exists(done.filter(item=one)))
    return rows.filter(every) if condition == DONE else rows.exclude(every)


def board(
    checklist: AdoptionChecklist, asked: Mapping[str, Any], after: int | None, on: date
) -> Board:
    """One keyset page of it, after the unit of that key."""
    items = list(items_asked(checklist, on))
    rows = units_asked(checklist, asked, on)
    total = rows.count()
    if after:
        last = AdoptionUnit.objects.filter(checklist=checklist, pk=after).first()
        if last is not None:
            rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    units = list(rows.select_related("area__parent")[: PAGE + 1])
    following = units[PAGE - 1].pk if len(units) > PAGE else None
    units = units[:PAGE]
    marks = AdoptionMark.objects.filter(unit__in=units, state__in=MarkState.standing())
    standing = {(mark.unit_id, mark.item_id): mark for mark in marks}
    lines = [
        Line(unit, [(item, standing.get((unit.pk, item.pk))) for item in items]) for unit in units
    ]
    return Board(items, lines, following, total)


@dataclass(frozen=True)
class ItemOfUnit:
    item: AdoptionItem
    standing: AdoptionMark | None
    history: Sequence[AdoptionMark]  # what no longer stands, the newest first


def items_of_unit(unit: AdoptionUnit, on: date) -> list[ItemOfUnit]:
    """Every item that is asked or was said of this unit."""
    rows = AdoptionMark.objects.filter(unit=unit).select_related("item", "filled_by", "checked_by")
    marks = list(rows.order_by("-pk"))
    items = {item.pk: item for item in items_asked(unit.checklist, on)}
    for mark in marks:
        mark.unit = unit
        items.setdefault(mark.item_id, mark.item)
    found = []
    for item in items.values():
        own = [mark for mark in marks if mark.item_id == item.pk]
        standing = next((mark for mark in own if mark.state in MarkState.standing()), None)
        found.append(ItemOfUnit(item, standing, [mark for mark in own if mark is not standing]))
    return found

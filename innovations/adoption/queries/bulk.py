"""An act on one item at many units: what it would touch, said and counted before it happens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from innovations.choices.adoption import MarkState
from innovations.models import AdoptionItem, AdoptionMark, AdoptionUnit
from organizations.formatting import format_date

FILL, CHECK = "isi", "verifikasi"
ACTS = ((FILL, "Isi sebagai terpenuhi"), (CHECK, "Verifikasi"))
MOST = 1_000
FILLED = "sudah diisi"
NOTHING = "belum diisi"
VERIFIED = "sudah diverifikasi"
OWN = "Anda yang mengisinya, jadi orang lain yang memeriksa"
CLOSED = "hanya aktif sampai {day}"


@dataclass(frozen=True)
class Plan:
    """Units an act would touch, with their marks where it judges some, and those it would leave."""

    act: str
    able: list[AdoptionUnit] = field(default_factory=list)
    left: list[tuple[AdoptionUnit, str]] = field(default_factory=list)
    marks: list[AdoptionMark] = field(default_factory=list)


def plan_of(item: AdoptionItem, act: str, keys: Collection[int], user: Any, on: date) -> Plan:
    """Two statements; at most MOST units, by name."""
    rows: QuerySet[AdoptionUnit] = AdoptionUnit.objects.filter(
        checklist=item.checklist_id, pk__in=keys
    )
    units = list(rows.order_by("name", "pk")[:MOST])
    marks = AdoptionMark.objects.filter(
        item=item, unit__in=[unit.pk for unit in units], state__in=MarkState.standing()
    )
    standing = {mark.unit_id: mark for mark in marks}
    plan = Plan(act)
    for unit in units:
        unit.checklist = item.checklist
        mark = standing.get(unit.pk)
        why = _left(unit, mark, act, user, on)
        if why:
            plan.left.append((unit, why))
            continue
        plan.able.append(unit)
        if mark is not None:
            mark.unit, mark.item = unit, item
            plan.marks.append(mark)
    return plan


def _left(unit: AdoptionUnit, mark: AdoptionMark | None, act: str, user: Any, on: date) -> str:
    if act == FILL:
        if mark is None and unit.until is not None and unit.until < on:
            return CLOSED.format(day=format_date(unit.until))
        return FILLED if mark else ""
    if mark is None:
        return NOTHING
    if mark.state == MarkState.VERIFIED:
        return VERIFIED
    return OWN if mark.filled_by_id == user.pk else ""

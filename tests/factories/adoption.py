"""Adoption checklists as tests need them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from complaints.models import Area
from innovations.choices.adoption import MarkState
from innovations.models import (
    AdoptionChecklist,
    AdoptionItem,
    AdoptionMark,
    AdoptionUnit,
    Innovation,
)
from organizations.models import User
from tests.factories.organizations import make_user

_numbers = count(1)


def make_checklist(innovation: Innovation, **fields: Any) -> AdoptionChecklist:
    given = {"unit_word": "sekolah", "opened_on": date(2026, 1, 5), **fields}
    return AdoptionChecklist.objects.create(
        innovation=innovation, created_by=innovation.created_by, **given
    )


def make_item(checklist: AdoptionChecklist, **fields: Any) -> AdoptionItem:
    number = next(_numbers)
    given = {
        "code": f"butir_{number}", "name": f"Butir {number}", "counted_from": date(2020, 1, 1),
        **fields,
    }  # fmt: skip
    return AdoptionItem.objects.create(checklist=checklist, **given)


def make_school(checklist: AdoptionChecklist, **fields: Any) -> AdoptionUnit:
    number = next(_numbers)
    given = {
        "code": f"2032{number:04}", "name": f"SD Contoh {number:03}", "kind": "SD",
        "since": date(2020, 1, 1), **fields,
    }  # fmt: skip
    given.setdefault("counted_from", given["since"])
    given.setdefault("counted_until", given.get("until"))
    return AdoptionUnit.objects.create(checklist=checklist, **given)


def make_mark(
    unit: AdoptionUnit, item: AdoptionItem, by: User | None = None, **fields: Any
) -> AdoptionMark:
    given = {"fulfilled_on": date(2026, 2, 2), "filled_by": by or make_user(), **fields}
    if given.get("state") in MarkState.counting():
        given.setdefault("counted_from", given["fulfilled_on"])
    return AdoptionMark.objects.create(unit=unit, item=item, **given)


def make_district(code: str = "33.75.01", name: str = "Pekalongan Barat") -> Area:
    return Area.objects.get_or_create(code=code, defaults={"name": name})[0]

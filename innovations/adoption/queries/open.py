"""Checklists of public innovations as rows of open data: numbers by item and kecamatan, as their
public pages show them; which unit lacks which item is not told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Min
from django.utils import timezone

from complaints.intake.queries.areas import districts_in_use
from innovations.adoption.queries.document import public_checklists
from innovations.adoption.queries.progress import (
    ELSEWHERE,
    Facts,
    district_of,
    facts_of_many,
    state_of,
)
from innovations.formulas.adoption import Counted
from innovations.models import AdoptionChecklist, AdoptionUnit
from reports.definitions import Cell

EVERYWHERE, ALL_ITEMS = "", ""


def adoption_rows(
    year: int, after: int, limit: int | None
) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """As of the year's last day, in a year that goes on of today. The key is the row's number."""
    day = _day_of(year)
    lists = public_checklists().select_related("innovation__organization").order_by("pk")
    facts = facts_of_many(lists)
    names = dict(districts_in_use().values_list("pk", "name"))
    found = (cells for row in lists for cells in _rows(row, facts[row.pk], names, day))
    end = None if limit is None else after + limit
    for number, cells in enumerate(found, 1):
        if end is not None and number > end:
            return
        if number > after:
            yield number, cells


def _day_of(year: int) -> date:
    return min(date(year, 12, 31), timezone.localdate())


def _rows(
    checklist: AdoptionChecklist, facts: Facts, names: Mapping[int, str], day: date
) -> Iterator[dict[str, Cell]]:
    """Of the whole city, then of each kecamatan by name; of all items together, then of each."""
    parts: list[tuple[str, Facts]] = [(EVERYWHERE, facts)]
    by_place: dict[str, list[AdoptionUnit]] = {}
    for unit in facts.units:
        by_place.setdefault(names.get(district_of(unit), ELSEWHERE), []).append(unit)
    names_told = sorted(by_place, key=lambda name: (name == ELSEWHERE, name))
    parts += [(name, replace(facts, units=by_place[name])) for name in names_told]
    head = _head(checklist, day)
    for place, part in parts:
        found = part.on(day)
        if not found.whole.units:
            continue
        yield {**head, "kecamatan": place, "butir": ALL_ITEMS, **_cells(found.whole)}
        for item in facts.items:
            if item.pk in found.items:
                cells = _cells(found.items[item.pk])
                yield {**head, "kecamatan": place, "butir": item.name, **cells}


def _head(checklist: AdoptionChecklist, day: date) -> dict[str, Cell]:
    innovation = checklist.innovation
    unit = innovation.organization
    return {
        "tahun": day.year,
        "pada": day.isoformat(),
        "kode": innovation.slug,
        "inovasi": innovation.name,
        "kode_opd": unit.code if unit else "",
        "nama_opd": unit.name if unit else "",
        "satuan": checklist.unit_word,
    }


def _cells(counted: Counted) -> dict[str, Cell]:
    return {"memenuhi": counted.fulfilled, "dari": counted.units, "persen": counted.share}


def adoption_years() -> list[int]:
    """Every year since the first unit of a public list counts, the newest first."""
    units = AdoptionUnit.objects.filter(checklist__in=public_checklists())
    first = units.aggregate(first=Min("counted_from"))["first"]
    this = timezone.localdate().year
    return list(range(this, first.year - 1, -1)) if first and first.year <= this else []


def adoption_stamp(year: int) -> str:
    """Another one with every fact and name of the lists, and with the day in a year that goes on."""
    lists = public_checklists().order_by("pk")
    owners = lists.values_list(
        "innovation__slug", "innovation__organization__code", "innovation__organization__name"
    )
    told = (_day_of(year), state_of(list(lists)), list(owners))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

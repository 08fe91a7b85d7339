"""How far a checklist is fulfilled on a day: the one source of every page, document and data set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from complaints.intake.queries.areas import districts_in_use
from innovations.choices.adoption import MarkState
from innovations.formulas import adoption as formulas
from innovations.formulas.adoption import NOWHERE, Counted
from innovations.models import AdoptionBand, AdoptionChecklist, AdoptionItem, AdoptionMark
from innovations.models import AdoptionUnit as Unit

ELSEWHERE = "Wilayah belum diketahui"
MONTHS = 12


@dataclass(frozen=True)
class Row:
    """An item or a kecamatan with what was counted of it."""

    label: str
    counted: Counted


@dataclass(frozen=True)
class Earned:
    """An award category with the units that reach it and no higher one, by name."""

    band: AdoptionBand
    units: Sequence[Unit]


@dataclass(frozen=True)
class Month:
    day: date
    whole: Counted


@dataclass(frozen=True)
class AdoptionProgress:
    checklist: AdoptionChecklist
    day: date
    whole: Counted
    items: Sequence[Row]
    places: Sequence[Row]
    months: Sequence[Month]
    earned: Sequence[Earned]

    @property
    def below(self) -> int:
        """Units that reach no category."""
        return self.whole.units - sum(len(one.units) for one in self.earned)


@dataclass(frozen=True)
class Facts:
    """Everything a day is computed from: three statements, whatever the day."""

    items: Sequence[AdoptionItem]
    units: Sequence[Unit]
    marks: Sequence[formulas.Mark]

    def on(self, day: date) -> formulas.Progress:
        return formulas.progress(day, *self._told)

    def exact_on(self, day: date) -> Decimal | None:
        return formulas.exact_share(day, *self._told)

    @property
    def _told(
        self,
    ) -> tuple[Sequence[formulas.Item], Sequence[formulas.Unit], Sequence[formulas.Mark]]:
        items = [
            formulas.Item(row.pk, row.weight, row.counted_from, row.counted_until)
            for row in self.items
        ]
        units = [
            formulas.Unit(row.pk, district_of(row), row.counted_from, row.counted_until)
            for row in self.units
        ]
        return items, units, self.marks


def district_of(unit: Unit) -> int:
    area = unit.area
    return (area.parent_id or area.pk) if area else NOWHERE


def facts_of(checklist: AdoptionChecklist) -> Facts:
    return facts_of_many([checklist])[checklist.pk]


def facts_of_many(checklists: Iterable[AdoptionChecklist]) -> dict[int, Facts]:
    """By list; three statements, however many lists."""
    keys = [row.pk for row in checklists]
    marks = AdoptionMark.objects.filter(
        unit__checklist__in=keys, state__in=MarkState.counting()
    ).values_list("unit__checklist", "unit", "item", "counted_from", "counted_until")
    units = Unit.objects.filter(checklist__in=keys).select_related("area").order_by("name", "pk")
    items = AdoptionItem.objects.filter(checklist__in=keys).order_by("position", "pk")
    found: dict[int, tuple[list[AdoptionItem], list[Unit], list[formulas.Mark]]]
    found = {key: ([], [], []) for key in keys}
    for item in items:
        found[item.checklist_id][0].append(item)
    for one in units:
        found[one.checklist_id][1].append(one)
    for key, unit, asked, first, last in marks:
        if first:
            found[key][2].append(formulas.Mark(unit, asked, first, last))
    return {key: Facts(*facts) for key, facts in found.items()}


def progress_of(checklist: AdoptionChecklist, day: date) -> AdoptionProgress:
    return progress_of_many([checklist], day)[0]


def progress_of_many(checklists: Sequence[AdoptionChecklist], day: date) -> list[AdoptionProgress]:
    """Five statements, however many lists."""
    facts = facts_of_many(checklists)
    names = dict(districts_in_use().values_list("pk", "name"))
    bands: dict[int, list[AdoptionBand]] = {row.pk: [] for row in checklists}
    for band in AdoptionBand.objects.filter(checklist__in=list(bands)).order_by("-minimum"):
        bands[band.checklist_id].append(band)
    return [_progress(row, facts[row.pk], bands[row.pk], names, day) for row in checklists]


def _progress(
    checklist: AdoptionChecklist,
    facts: Facts,
    bands: Sequence[AdoptionBand],
    names: Mapping[int, str],
    day: date,
) -> AdoptionProgress:
    """Months before the list had units are left out."""
    found = facts.on(day)
    months = [
        Month(end, found.whole if end == day else facts.on(end).whole)
        for end in formulas.month_ends(day, MONTHS)
    ]
    return AdoptionProgress(
        checklist=checklist,
        day=day,
        whole=found.whole,
        items=[
            Row(item.name, found.items[item.pk]) for item in facts.items if item.pk in found.items
        ],
        places=_places(found, names),
        months=[month for month in months if month.whole.units],
        earned=_earned(bands, facts, found),
    )


def _places(found: formulas.Progress, names: Mapping[int, str]) -> list[Row]:
    """The kecamatan by name, the unknown last."""
    known = [(names.get(key, ELSEWHERE), counted) for key, counted in found.places.items()]
    return [Row(*pair) for pair in sorted(known, key=lambda pair: (pair[0] == ELSEWHERE, pair[0]))]


def _earned(bands: Sequence[AdoptionBand], facts: Facts, found: formulas.Progress) -> list[Earned]:
    minimums = [band.minimum for band in bands]
    reached = {key: formulas.band_earned(share, minimums) for key, share in found.units.items()}
    return [
        Earned(band, [unit for unit in facts.units if reached.get(unit.pk) == band.minimum])
        for band in bands
    ]


def state_of(checklists: Sequence[AdoptionChecklist]) -> str:
    """Another one as soon as anything told of the lists is another."""
    facts = facts_of_many(checklists)
    bands = AdoptionBand.objects.filter(checklist__in=list(facts)).order_by("pk")
    told = [_told_of(row, facts[row.pk]) for row in checklists]
    state = (told, list(bands.values_list("pk", "label", "minimum")))
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]


def _told_of(checklist: AdoptionChecklist, facts: Facts) -> tuple[object, ...]:
    return (
        checklist.unit_word,
        checklist.innovation.name,
        [
            (row.pk, row.name, row.weight, row.counted_from, row.counted_until)
            for row in facts.items
        ],
        [(row.pk, row.code, row.name, str(row.area), district_of(row)) for row in facts.units],
        [(row.counted_from, row.counted_until) for row in facts.units],
        sorted((mark.unit, mark.item, mark.first, str(mark.last)) for mark in facts.marks),
    )

"""The list of A-Jak: 511 schools of the sources, their names and what they fulfil invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from complaints.intake.queries.areas import areas_in_use
from innovations.adoption.actions.bulk import fill_many, verify_many
from innovations.adoption.actions.imports import UNITS, import_kind
from innovations.adoption.actions.marks import move_mark
from innovations.adoption.actions.setup import open_checklist, save_band, save_item
from innovations.choices.adoption import MarkState
from innovations.demo.days import morning
from innovations.models import (
    AdoptionBand,
    AdoptionChecklist,
    AdoptionItem,
    AdoptionMark,
    AdoptionUnit,
    Innovation,
)
from innovations.states import adoption as states
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.imports.run import apply
from organizations.models import Assignment, User
from organizations.spreadsheets.columns import FileRow

STEPS = 1
NAME = "A-Jak"
OPENED = date(2025, 1, 15)
GOAL = "511 sekolah ramah anak masing-masing mempunyai mekanisme, kelompok kerja, dan LPPAR."
ITEMS = (
    ("mekanisme", "Mekanisme penanganan kasus kekerasan"),
    ("pokja", "Kelompok kerja (pokja)"),
    ("lppar", "LPPAR"),
)
SCHOOLS = (("TK", 176), ("SD", 203), ("SMP", 66), ("SMA", 34), ("SMK", 32))  # together 511
MONTHS = (
    date(2025, 2, 14), date(2025, 4, 14), date(2025, 6, 13), date(2025, 9, 12),
    date(2026, 1, 16), date(2026, 3, 13), date(2026, 5, 15),
)  # fmt: skip
OF_ALL = 10  # every so many months a school is told of; those beyond MONTHS have not come yet


def load(city: DemoCity) -> Iterator[str]:
    innovation = Innovation.objects.owned().select_related("organization").get(name=NAME)
    desk = city.people["organisasi@contoh.test"]
    with moment.at(morning(OPENED)):
        checklist = _open(innovation, desk)
    head = Assignment.objects.filter(
        organization=innovation.organization, signs_documents=True
    ).first()
    if head is not None:
        _fill(checklist, desk, head.user)
    yield "Daftar adopsi A-Jak"


def _open(innovation: Innovation, desk: User) -> AdoptionChecklist:
    values = {"unit_word": "sekolah", "goal": GOAL}
    checklist = open_checklist(innovation=innovation, values=values, by=desk)
    for position, (code, name) in enumerate(ITEMS, start=1):
        told = {"code": code, "name": name, "hint": "", "position": position, "weight": Decimal(1)}
        save_item(item=AdoptionItem(checklist=checklist), values=told, by=desk)
    for label, minimum in (("Sekolah Siap", Decimal(100)), ("Sekolah Menuju Siap", Decimal(60))):
        band = AdoptionBand(checklist=checklist)
        save_band(band=band, values={"label": label, "minimum": minimum}, by=desk)
    apply(kind=import_kind(checklist, UNITS), rows=list(_schools()), by=desk)
    return checklist


def _schools() -> Iterator[FileRow]:
    """Invented names in real kelurahan; a code that no school has."""
    areas = [area for area in areas_in_use() if area.parent]
    numbers = (number for _, count in SCHOOLS for number in range(1, count + 1))
    kinds = (kind for kind, count in SCHOOLS for _ in range(count))
    for row, (kind, number) in enumerate(zip(kinds, numbers, strict=True)):
        area = areas[row * 5 % len(areas)] if areas else None
        yield FileRow(
            row + 2,
            {
                "kode": f"CONTOH-{kind}-{number:03}",
                "nama": f"{kind} Contoh {number:03} (contoh)",
                "jenis": kind,
                "kecamatan": area.parent.name if area and area.parent else "",
                "kelurahan": area.name if area else "",
                "aktif_sejak": "2020-01-01",
                "aktif_sampai": "",
            },
        )


def _fill(checklist: AdoptionChecklist, desk: User, head: User) -> None:
    """Month by month some schools more, verified in the month after; the last still wait, and of
    these one was refused."""
    items = list(
        AdoptionItem.objects.filter(checklist=checklist).select_related(
            "checklist__innovation__organization"
        )
    )
    keys = list(
        AdoptionUnit.objects.filter(checklist=checklist).order_by("pk").values_list("pk", flat=True)
    )
    for wave, day in enumerate(MONTHS):
        for at, item in enumerate(items):
            chosen = [
                key for number, key in enumerate(keys) if (number * 7 + at * 2) % OF_ALL == wave
            ]
            values = {"fulfilled_on": day, "link": "", "note": "(contoh)"}
            with moment.at(morning(day)):
                fill_many(item=item, keys=chosen, values=values, by=desk)
                if day != MONTHS[-1]:
                    verify_many(item=item, keys=chosen, by=head)
    waiting = AdoptionMark.objects.filter(unit__checklist=checklist, state=MarkState.FILLED)
    first = waiting.select_related("unit__checklist__innovation__organization", "item").first()
    if first is not None:
        with moment.at(morning(date(2026, 5, 22))):
            move_mark(
                mark=first, transition=states.REFUSE_MARK, by=head,
                note="Surat keputusannya belum ditandatangani. (contoh)",
            )  # fmt: skip

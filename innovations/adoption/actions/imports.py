"""Units and what they fulfil from files, by the machinery of every import with a preview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from complaints.intake.queries.areas import areas_in_use
from innovations.adoption.actions.marks import refusal
from innovations.adoption.actions.setup import PROOF, today
from innovations.adoption.actions.units import count
from innovations.adoption.queries.checklists import items_asked
from innovations.choices.adoption import MarkState
from innovations.models import AdoptionChecklist, AdoptionItem, AdoptionMark, AdoptionUnit
from innovations.permissions.adoption import keeps_adoption
from organizations import moment
from organizations.formatting import format_date
from organizations.imports.kinds import (
    NEW,
    THERE,
    Kind,
    Line,
    WrongRow,
    refuse_doubles,
)
from organizations.models import User
from organizations.spreadsheets import columns
from organizations.spreadsheets.columns import Column, FileRow, wrong_cell

UNITS, MARKS = "adopsi-satuan", "adopsi-isian"
_page = URLValidator(schemes=["http", "https"])
UNIT_COLUMNS = (
    Column("kode", columns.digits(20), "kode satuan, misalnya NPSN, sel berformat teks", True),
    Column("nama", columns.text(160), "nama lengkap satuan", True, width=44),
    Column("jenis", columns.text(20), "jenis satuan, misalnya SD, SMP, atau SMA", True),
    Column("kecamatan", columns.text(120), "nama kecamatan seperti di portal", width=26),
    Column("kelurahan", columns.text(120), "nama kelurahan, bila diketahui", width=26),
    Column("aktif_sejak", columns.day, "tanggal, misalnya 1/7/2020", True),
    Column("aktif_sampai", columns.day, "tanggal terakhir, bila sudah tutup"),
)
GUIDE = ("Jangan memakai rumus atau sel gabungan. Kode ditulis sebagai teks.",)
UNKNOWN = "tidak ada di daftar ini{near}"
NEAR = ". Yang mirip: {names}"
NO_AREA = "tidak dikenal{near}"
NEED_DISTRICT = "ada di beberapa kecamatan. Isi kolom kecamatan"
NOTHING_SAID = "tidak berisi tanggal satu butir pun. Isi tanggalnya, atau hapus barisnya"
NO_DAY = "adalah bukti, tetapi tanggal butirnya (kolom {column}) kosong. Isi tanggalnya, atau hapus tautannya"
MOST_NEAR = 3


def import_kind(checklist: AdoptionChecklist, name: str) -> Kind:
    """The kind of import of this list: its units, or what they fulfil."""
    innovation = checklist.innovation
    made = UnitRows(checklist) if name == UNITS else MarkRows(checklist)
    return Kind(
        name=name,
        title=made.title,
        right="innovations.edit",
        columns=made.columns,
        key="kode",
        guide=(*made.guide, *GUIDE),
        ordered=_ordered,
        save=made.save,
        inside=made.inside,
        subject=str(checklist.pk),
        rule=lambda user: keeps_adoption(user, innovation),
        organization=innovation.organization,
    )


def _ordered(rows: Sequence[FileRow], errors: list[str]) -> list[FileRow]:
    return [row for row in refuse_doubles(rows, "kode", errors) if row.is_whole]


def _near(text: str, known: Mapping[str, str], pattern: str) -> str:
    """The sentence about an unknown name, with what is told of those spelled alike."""
    folded = {name.casefold(): told for name, told in known.items()}
    alike = get_close_matches(text.casefold(), folded, n=MOST_NEAR)
    found = NEAR.format(names=", ".join(folded[name] for name in alike)) if alike else ""
    return pattern.format(near=found)


class UnitRows:
    """New units of a list; one that is there already is never changed by a file."""

    title = "Impor satuan"
    columns = UNIT_COLUMNS
    guide = (
        "Satu baris satu satuan. Satuan yang kodenya sudah ada di daftar tidak diubah.",
        "Nama kecamatan dan kelurahan seperti di portal.",
    )

    def __init__(self, checklist: AdoptionChecklist) -> None:
        self.checklist = checklist
        self.there: dict[str, AdoptionUnit] = {}
        self.areas: list[Any] = []

    @contextmanager
    def inside(self) -> Iterator[None]:
        rows = AdoptionUnit.objects.filter(checklist=self.checklist)
        self.there = {row.code.casefold(): row for row in rows}
        self.areas = list(areas_in_use())
        yield

    def save(self, row: FileRow, by: User | None) -> Line:
        there = self.there.get(row["kode"].casefold())
        if there is not None:
            note = f"di daftar: {there.name}" if there.name != row["nama"] else ""
            return Line(row.number, THERE, row["nama"], row["kode"], note)
        ends = row["aktif_sampai"]
        values = {
            "code": row["kode"], "name": row["nama"], "kind": row["jenis"], "area": self._area(row),
            "since": date.fromisoformat(row["aktif_sejak"]),
            "until": date.fromisoformat(ends) if ends else None,
        }  # fmt: skip
        unit = AdoptionUnit(checklist=self.checklist)
        count(unit, values)
        for name, value in values.items():
            setattr(unit, name, value)
        unit.full_clean(validate_unique=False)
        unit.save()
        place = f", {unit.area}" if unit.area else ""
        return Line(row.number, NEW, unit.name, f"{unit.code}, {unit.kind}{place}")

    def _area(self, row: FileRow) -> Any:
        district = self._named(row, "kecamatan", [one for one in self.areas if not one.parent_id])
        if not row["kelurahan"]:
            return district
        below = [one for one in self.areas if one.parent_id]
        if district is not None:
            below = [one for one in below if one.parent_id == district.pk]
        return self._named(row, "kelurahan", below)

    def _named(self, row: FileRow, column: str, areas: Sequence[Any]) -> Any:
        asked = row[column]
        if not asked:
            return None
        plain = asked.casefold().removeprefix(f"{column} ")
        found = [one for one in areas if one.name.casefold() == plain]
        if len(found) > 1:
            raise WrongRow.cell(row, column, NEED_DISTRICT)
        if not found:
            known = {one.name: one.name for one in areas}
            raise WrongRow.cell(row, column, _near(plain, known, NO_AREA))
        return found[0]


class MarkRows:
    """What is fulfilled since when: a line for a unit, two columns for an item."""

    title = "Impor isian"
    guide = (
        "Satu baris satu satuan, satu kolom satu butir: isi tanggal sejak butir itu terpenuhi.",
        "Kolom berakhiran _bukti berisi tautan buktinya, bila ada.",
        "Isian yang sama dengan yang sudah ada dilewati; yang berbeda ditolak.",
        "Isian dari berkas menunggu diperiksa orang lain, seperti isian di halaman.",
    )

    def __init__(self, checklist: AdoptionChecklist) -> None:
        self.checklist = checklist
        self.items: list[AdoptionItem] = list(items_asked(checklist, today()))
        self.units: dict[str, AdoptionUnit] = {}
        self.standing: dict[tuple[int, int], AdoptionMark] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        found = [
            Column("kode", columns.digits(20), "kode satuan di daftar, misalnya NPSN", True),
            Column("nama", columns.text(160), "nama satuan, untuk dibaca orang", width=44),
        ]
        for item in self.items:
            found.append(Column(item.code, columns.day, f"{item.name}: terpenuhi sejak tanggal"))
            proof = f"tautan bukti {item.name}"
            found.append(Column(f"{item.code}{PROOF}", _link, proof, width=30))
        return tuple(found)

    @contextmanager
    def inside(self) -> Iterator[None]:
        rows = AdoptionUnit.objects.filter(checklist=self.checklist).select_for_update()
        self.units = {row.code.casefold(): row for row in rows.order_by("pk")}
        marks = AdoptionMark.objects.filter(
            unit__checklist=self.checklist, state__in=MarkState.standing()
        )
        self.standing = {(mark.unit_id, mark.item_id): mark for mark in marks}
        yield

    def save(self, row: FileRow, by: User | None) -> Line:
        unit = self.units.get(row["kode"].casefold())
        if unit is None:
            raise WrongRow.cell(row, "kode", self._unknown(row))
        self._refuse_proof_alone(row)
        said = [item for item in self.items if row[item.code]]
        if not said:
            raise WrongRow.cell(row, "kode", NOTHING_SAID)
        new = [item for item in said if self._said(row, unit, item, by)]
        told = ", ".join(
            f"{item.name} sejak {format_date(date.fromisoformat(row[item.code]))}"
            for item in new or said
        )
        note = "" if len(new) in (0, len(said)) else "butir lain sudah ada"
        return Line(row.number, NEW if new else THERE, unit.name, told, note)

    def _refuse_proof_alone(self, row: FileRow) -> None:
        """A link says nothing as long as nobody knows since when the item is fulfilled."""
        for item in self.items:
            proof = f"{item.code}{PROOF}"
            if row[proof] and not row[item.code]:
                raise WrongRow.cell(row, proof, NO_DAY.format(column=item.code))

    def _unknown(self, row: FileRow) -> str:
        """By the name where the row has one, else by the code."""
        known = {
            (one.name if row["nama"] else one.code): f"{one.name} ({one.code})"
            for one in self.units.values()
        }
        return _near(row["nama"] or row["kode"], known, UNKNOWN)

    def _said(self, row: FileRow, unit: AdoptionUnit, item: AdoptionItem, by: User | None) -> bool:
        """Whether it was not there yet."""
        day = date.fromisoformat(row[item.code])
        standing = self.standing.get((unit.pk, item.pk))
        if standing is not None and standing.fulfilled_on == day:
            return False
        if why := refusal(unit, item, day, standing):
            raise WrongRow(wrong_cell(row.number, item.code, format_date(day), why))
        AdoptionMark(
            unit=unit, item=item, fulfilled_on=day, link=row[f"{item.code}{PROOF}"],
            filled_by=by, filled_at=moment.now(),
        ).save()  # fmt: skip
        return True


def _link(cell: Any) -> str:
    found = columns.text(300)(cell)
    try:
        if found:
            _page(found)
    except ValidationError as error:
        raise columns.NotRead("bukan tautan. Tulis lengkap, dimulai dengan https://") from error
    return found

"""A SIPD export as rows of the portal's own template.

SIPD writes one line for each account or document with the codes of all levels beside each other.
The lines of one sub kegiatan become one row with the sum of their pagu, or with what was spent in
each quarter where the lines have a day; program and kegiatan get a row of their own without
money, which the portal adds up itself. A realisation without a day runs cumulatively and says no
quarter: it is left out, and the reader is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from organizations.formatting import format_rupiah
from organizations.spreadsheets.cells import read_rp
from organizations.spreadsheets.convention import convention_of
from organizations.spreadsheets.table import (
    COVERED,
    Cell,
    ImportProblem,
    Layout,
    Table,
    plain_title,
)
from organizations.texts import clean_text, code_text
from organizations.values import Convention, NumberError
from performance.transfer.readers.columns import QUARTER_RP
from performance.transfer.readers.days import quarter_named
from performance.transfer.readers.facts import Target

SIPD: Layout = (r"^kode_sub_?kegiatan$", r"^nama_sub_?kegiatan$")
LEVELS = ("program", "kegiatan", "sub_kegiatan")
TARGET = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "subkegiatan"}
MONEY_COLUMNS = ("pagu_rp", *QUARTER_RP)
_Amount = tuple[int, Cell, int | None]
TITLES = ["level", "kode", "nama", "indikator", "satuan", *MONEY_COLUMNS]
PAGU = ("pagu", "nilai_anggaran", "anggaran", "total_pagu", "nilai_rincian", "pagu_anggaran")
SPENT = ("nilai_realisasi", "realisasi", "realisasi_rp", "jumlah_realisasi", "nilai_sp2d")
RETURNED = ("nilai_setoran", "setoran", "nilai_pengembalian")
DAYS = ("tanggal_dokumen", "tanggal_sp2d", "tanggal_realisasi", "tanggal", "tgl_dokumen")
LEFT_OUT = (
    "Kolom {names} tidak dipakai: realisasi SIPD berjalan kumulatif tanpa triwulan. Isi realisasi "
    "tiap triwulan di halaman pengisian."
)


def is_sipd(titles: list[str]) -> bool:
    names = {_name(title) for title in titles}
    return {"kode_sub_kegiatan", "nama_sub_kegiatan"} <= names


def is_money(title: str) -> bool:
    """Whether amounts stand under a title of an export."""
    return _name(title) in (*PAGU, *SPENT, *RETURNED)


def from_sipd(
    table: Table, target: Target | None = None, decimals: Convention | None = None
) -> Table:
    """The same plan as a table of the template. ImportProblem names every cell that is wrong."""
    return _Lines(table, target, decimals).read()


@dataclass
class _Row:
    number: int
    code: str
    name: str
    money: dict[str, Decimal] = field(default_factory=dict)


class _Lines:
    """Adds the lines of one file up to rows."""

    def __init__(self, table: Table, target: Target | None, decimals: Convention | None) -> None:
        self.table, self.target = table, target
        self.places = {_name(title): place for place, title in enumerate(table.titles)}
        self.pagu = self._first(PAGU)
        self.when = self._first((*DAYS, "triwulan", "bulan"))
        self.spent = self._first(SPENT) if self.when is not None else None
        self.returned = self._first(RETURNED) if self.spent is not None else None
        money = {self.pagu, self.spent, self.returned} - {None}
        self.convention, self.notes = convention_of(table, money, decimals)  # type: ignore[arg-type]
        self.rows: dict[tuple[str, str], _Row] = {}
        self.errors: list[str] = []
        self.totals: list[str] = []

    def read(self) -> Table:
        for number, cells in self.table.rows:
            self._take(number, cells)
        if self.errors:
            raise ImportProblem(self.errors)
        return replace(
            self.table,
            titles=TITLES,
            rows=[_line(level, row) for (level, _), row in self.rows.items()],
            warnings=(*self.table.warnings, *self._told()),
            notes=(*self.table.notes, *self.notes),
            above=[],
        )

    def _take(self, number: int, cells: list[Cell]) -> None:
        codes = [code_text(self._text(cells, f"kode_{level}")) for level in LEVELS]
        if not any(codes):
            self.totals.append(str(number))
            return
        for level, code in zip(LEVELS, codes, strict=True):
            if code:
                name = clean_text(self._text(cells, f"nama_{level}"))
                row = self.rows.setdefault((level, code), _Row(number, code, name))
        if codes[-1]:
            self._money(number, cells, row)

    def _money(self, number: int, cells: list[Cell], row: _Row) -> None:
        self._add(row, "pagu_rp", (number, self._at(cells, self.pagu), self.pagu))
        if self.spent is None or not self._at(cells, self.spent).text.strip():
            return
        name = self._quarter(number, cells)
        if name:
            self._add(row, name, (number, self._at(cells, self.spent), self.spent))
            back = (number, self._at(cells, self.returned), self.returned)
            self._add(row, name, back, sign=-1)

    def _add(self, row: _Row, name: str, found: _Amount, sign: int = 1) -> None:
        number, cell, place = found
        if place is None or not (cell.text.strip() or cell.trouble):
            return
        if cell.trouble:
            self._wrong(number, place, cell.text.strip(), cell.trouble)
            return
        if cell.is_repeated:  # one amount over several lines would be added several times
            self._wrong(number, place, cell.text.strip(), COVERED)
            return
        try:
            value = read_rp(cell, self.convention)
        except NumberError as error:
            self._wrong(number, place, cell.text.strip(), error.why)
            return
        row.money[name] = row.money.get(name, Decimal(0)) + sign * value

    def _quarter(self, number: int, cells: list[Cell]) -> str:
        """The column of the quarter a line names; empty when it names none."""
        place = self.when or 0
        text = self._at(cells, place).text
        year = self.target.year if self.target else None
        try:
            return QUARTER_RP[quarter_named(_name(self.table.titles[place]), text, year) - 1]
        except NumberError as error:
            self._wrong(number, place, text.strip(), error.why)
            return ""

    def _wrong(self, number: int, place: int, text: str, why: str) -> None:
        title = self.table.titles[place].strip()
        self.errors.append(f"Baris {number}, kolom {title}: “{text}” {why}.")

    def _told(self) -> list[str]:
        told = []
        if self.totals:
            shown = ", ".join(self.totals[:10])
            told.append(f"Baris tanpa kode kegiatan tidak dibaca: {shown}.")
        if self.spent is None:
            left = [t for t in self.table.titles if "realisasi" in _name(t)]
            names = ", ".join(f"“{title}”" for title in left)
            told += [LEFT_OUT.format(names=names)] if left else []
        else:
            total = sum(
                (
                    value
                    for row in self.rows.values()
                    for n, value in row.money.items()
                    if n in QUARTER_RP
                ),
                Decimal(0),
            )
            by = self.table.titles[self.when].strip()  # type: ignore[index]
            told.append(
                f"Realisasi {format_rupiah(total)} dibagi ke triwulan menurut kolom “{by}”."
            )
        return told

    def _first(self, names: tuple[str, ...]) -> int | None:
        return next((self.places[name] for name in names if name in self.places), None)

    def _text(self, cells: list[Cell], name: str) -> str:
        return self._at(cells, self.places.get(name)).text

    def _at(self, cells: list[Cell], place: int | None) -> Cell:
        return cells[place] if place is not None and place < len(cells) else Cell("")


def _name(title: str) -> str:
    return plain_title(title).replace("subkegiatan", "sub_kegiatan")


def _line(level: str, row: _Row) -> tuple[int, list[Cell]]:
    texts = [Cell(text) for text in (TARGET[level], row.code, row.name, "", "")]
    money: Mapping[str, Decimal] = row.money
    figures = [
        Cell(f"{money[name]:f}", is_numeric=True) if name in money else Cell("")
        for name in MONEY_COLUMNS
    ]
    return row.number, [*texts, *figures]

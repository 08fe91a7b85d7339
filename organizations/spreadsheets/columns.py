"""Columns of a file as one kind of import knows them: titles, what a cell may hold, and errors.

Every error names the row, the column, what stands there and what is expected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organizations.addresses import normal_address, require_plain
from organizations.forms.dates import parse_day
from organizations.spreadsheets.table import Cell, ImportProblem, Table, plain_title
from organizations.texts import clean_text

Reader = Callable[[Cell], Any]
SHOWN = 60
EARLIEST, LATEST = 1945, 2100
EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number
YES, NO = ("ya", "y", "1", "benar"), ("tidak", "t", "0", "bukan", "salah")


class NotRead(ValueError):
    """The sentence after “baris, kolom, nilai”."""


@dataclass(frozen=True)
class Column:
    """`hint` says what to write; `choices` are offered as a list in the template."""

    name: str
    read: Reader
    hint: str
    is_needed: bool = False
    choices: tuple[str, ...] = ()
    width: int = 20


@dataclass(frozen=True)
class FileRow:
    """One row; every value can travel as JSON."""

    number: int
    values: dict[str, Any]
    is_whole: bool = True  # no cell of it is wrong

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "values": self.values}

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass
class FileRows:
    rows: list[FileRow] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def wrong_cell(row: int, column: str, value: object, wanted: str) -> str:
    """The sentence about one cell."""
    text = str(value)
    shown = f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}” " if text else ""
    return f"Baris {row}, kolom {column}: {shown}{wanted}."


def read_rows(table: Table, columns: Sequence[Column]) -> FileRows:
    """Every row that holds anything, every error. ImportProblem when the titles do not fit."""
    places, unknown = _places(table.titles, columns)
    found = FileRows(warnings=list(table.warnings))
    if unknown:
        found.warnings.append(f"Kolom tidak dipakai: {', '.join(unknown)}.")
    for number, cells in table.rows:
        own = {name: cells[at] for name, at in places.items() if at < len(cells)}
        if any(cell.text.strip() or cell.trouble for cell in own.values()):
            found.rows.append(_row(number, own, columns, found.errors))
    if not found.rows:
        found.errors.append("Berkas tidak berisi baris data di bawah baris judul.")
    return found


def _places(titles: Sequence[str], columns: Sequence[Column]) -> tuple[dict[str, int], list[str]]:
    known = {column.name for column in columns}
    places: dict[str, int] = {}
    unknown, errors = [], []
    for at, title in enumerate(titles):
        name = plain_title(title)
        if name in places:
            errors.append(f"Kolom {name} tertulis dua kali. Hapus salah satunya.")
        elif name in known:
            places[name] = at
        elif name:
            unknown.append(title.strip())
    missing = [column.name for column in columns if column.is_needed and column.name not in places]
    if missing:
        errors.append(f"Kolom {', '.join(missing)} tidak ada. Pakai templatnya.")
    if errors:
        raise ImportProblem(errors)
    return places, unknown


def _row(
    number: int, cells: Mapping[str, Cell], columns: Sequence[Column], errors: list[str]
) -> FileRow:
    values: dict[str, Any] = {}
    before = len(errors)
    for column in columns:
        cell = cells.get(column.name, Cell(""))
        values[column.name] = ""
        try:
            if cell.text.strip() or (cell.trouble and not cell.is_day):
                values[column.name] = column.read(cell)
            elif column.is_needed:
                errors.append(wrong_cell(number, column.name, "", f"kosong. Isi {column.hint}"))
        except NotRead as error:
            errors.append(wrong_cell(number, column.name, cell.text.strip(), str(error)))
    return FileRow(number, values, is_whole=len(errors) == before)


# --- What a cell may hold -------------------------------------------------------------------------


def clean(cell: Cell) -> str:
    """The text without spaces at its ends, doubled ones, and what no eye can see."""
    if cell.trouble:
        raise NotRead(cell.trouble)
    return clean_text(cell.text)


def text(longest: int) -> Reader:
    def read(cell: Cell) -> str:
        found = clean(cell)
        if len(found) > longest:
            raise NotRead(f"lebih dari {longest} huruf. Ringkas isinya")
        return found

    return read


def code(longest: int) -> Reader:
    """A code without spaces. A number with a point may have lost zeros at its end."""

    def read(cell: Cell) -> str:
        if cell.is_numeric and "." in cell.text:
            raise NotRead("tersimpan sebagai angka. Ubah format sel menjadi teks, lalu ketik ulang")
        return "".join(text(longest)(cell).split())

    return read


def digits(longest: int) -> Reader:
    """A number that is a name (NIP): all its digits, or an error."""

    def read(cell: Cell) -> str:
        plain = "".join(text(longest)(cell).split())
        inexact = "e" in plain.casefold() or len(plain) > EXACT_DIGITS
        if cell.is_numeric and inexact:
            raise NotRead(
                "tersimpan sebagai angka sehingga digit akhirnya hilang. Ubah format sel menjadi "
                "teks, lalu ketik ulang"
            )
        return plain

    return read


def email(cell: Cell) -> str:
    """An address in its normal form, so that two spellings are seen as one."""
    found = normal_address("".join(clean(cell).split()))
    try:
        validate_email(found)
        require_plain(found)
    except ValidationError:
        raise NotRead("bukan surel. Isi seperti nama@kota.go.id") from None
    return found


def day(cell: Cell) -> str:
    """A day as ISO text; typed in the Indonesian way or a date of the spreadsheet."""
    found = _iso(cell.text) if cell.is_day else day_of(clean(cell))
    if found is None:
        raise NotRead("bukan tanggal. Isi seperti 27/3/2026 atau 27 Maret 2026")
    if not EARLIEST <= found.year <= LATEST:
        raise NotRead(f"di luar tahun {EARLIEST}–{LATEST}. Periksa tahunnya")
    return found.isoformat()


def day_of(text: str) -> date | None:
    """A day as ISO text or typed in the Indonesian way; None when it is neither."""
    return _iso(text) or parse_day(text)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def yes_no(cell: Cell) -> bool:
    found = clean(cell).casefold()
    if found not in (*YES, *NO):
        raise NotRead("tidak dikenal. Isi ya atau tidak")
    return found in YES


def choice(choices: Sequence[tuple[str, Any]]) -> Reader:
    """One of the choices, by its value or its label."""
    known = {_folded(name): value for value, label in choices for name in (value, str(label))}

    def read(cell: Cell) -> str:
        found = known.get(_folded(clean(cell)))
        if found is None:
            wanted = ", ".join(str(label) for _, label in choices)
            raise NotRead(f"tidak dikenal. Isi salah satu: {wanted}")
        return found

    return read


def _folded(name: str) -> str:
    return name.casefold().replace("_", "").replace(" ", "").replace(".", "")

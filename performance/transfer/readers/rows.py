"""Rows of an import file as plain values, with every problem in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from organizations.ranges import split_range
from organizations.spreadsheets.cells import CLEAR, read_k, read_rp
from organizations.spreadsheets.convention import convention_of
from organizations.spreadsheets.table import (
    COVERED,
    Cell,
    ImportProblem,
    Table,
    plain_title,
)
from organizations.texts import clean_text, code_text, folded
from organizations.values import Convention, NumberError, number_text, why_no_number
from performance.choices import BUDGET_LEVELS
from performance.transfer.readers import columns
from performance.transfer.readers.beside import beside_the_table
from performance.transfer.readers.unread import unread

TWO_IN_ONE = re.compile(r"^\s*1\s*[.)].+?\s2\s*[.)]", re.DOTALL)
CLOSING = re.compile(
    r"^(rata_rata|predikat|faktor_|tindak_lanjut|catatan|((sub|grand)_)?(jumlah|total)|keterangan)"
)
SUBTOTAL = re.compile(r"^\s*(sub\s*)?(jumlah|total)\b", re.IGNORECASE)
MAX_TEXT = {"kode": 24, "nama": 1000, "indikator": 1000, "satuan": 120}
Values = dict[str, Decimal | None]


@dataclass(frozen=True)
class ImportRow:
    """One row. `values` holds only filled cells; None means: clear what is stored."""

    number: int
    level: str
    code: str
    name: str
    indicator: str
    unit: str
    polarity: str
    accumulation: str
    values: Values = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)  # "%" and "Rp" beside a figure
    words: dict[str, str] = field(default_factory=dict)  # K that is no number: of a scale

    @property
    def place(self) -> tuple[int, str]:
        """What tells the rows apart that come from one line of a file."""
        return self.number, self.level

    @property
    def is_heading(self) -> bool:
        return self.level in columns.HEADINGS

    def as_json(self) -> dict[str, Any]:
        values = {k: None if v is None else f"{v:f}" for k, v in self.values.items()}
        return {**self.__dict__, "values": values}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ImportRow:
        values = {k: None if v is None else Decimal(v) for k, v in data["values"].items()}
        return cls(**{**data, "values": values})


@dataclass
class ParsedRows:
    rows: list[ImportRow] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # how the file was read
    left_out: list[str] = field(default_factory=list)  # rows that are no data


def parse_table(table: Table, decimals: Convention | None = None) -> ParsedRows:
    """Every row, every error; nothing here looks at the database."""
    required = ("nama", "indikator") if table.is_form else columns.REQUIRED
    header = columns.read_header(table.titles, required)
    parsed = ParsedRows(
        errors=list(header.errors),
        warnings=[*table.warnings, *header.warnings],
        notes=list(table.notes),
    )
    if header.errors:
        return parsed
    figures = [header.places[n] for n in columns.FIGURES if n in header.places]
    try:
        convention, told = convention_of(table, figures, decimals)
    except ImportProblem as doubt:
        parsed.errors += doubt.messages
        return parsed
    parsed.notes += told
    for number, cells in table.rows:
        named = {n: cells[i] for n, i in header.places.items() if i < len(cells)}
        if any(cell.text.strip() or cell.trouble for cell in named.values()):
            row = _RowReader(number, named, parsed, convention, is_form=table.is_form).read()
            if row is not None:
                parsed.rows.append(row)
    parsed.warnings += unread(table, parsed.left_out)
    if not parsed.rows and not parsed.errors:
        parsed.errors.append("Berkas tidak berisi baris data di bawah baris judul.")
    refuse_repeats(parsed.rows, parsed.errors)
    return parsed


@dataclass
class _RowReader:
    number: int
    cells: dict[str, Cell]
    parsed: ParsedRows
    convention: Convention | None = None
    is_form: bool = False

    def read(self) -> ImportRow | None:
        before = len(self.parsed.errors)
        if self._is_no_data():
            return None
        texts = {name: self._text(name) for name in columns.TEXT_COLUMNS}
        level = self._level(texts["level"])
        row = ImportRow(
            number=self.number,
            level=level,
            code=texts["kode"],
            name=texts["nama"],
            indicator=texts["indikator"],
            unit=texts["satuan"],
            polarity=self._choice(
                "polaritas", texts, columns.POLARITIES, "positif, negatif, atau rentang"
            ),
            accumulation=self._choice(
                "akumulasi",
                texts,
                columns.ACCUMULATIONS,
                "jumlah, terakhir, rata-rata, maks, min, atau rasio",
            ),
            **self._values(),
        )
        self._judge(row)
        if len(self.parsed.errors) == before:
            return row
        for name, text in row.words.items():
            self._error(name, text, why_no_number(text))
        return None

    def _error(self, column: str, value: str, wanted: str) -> None:
        shown = value if len(value) <= 60 else f"{value[:57]}…"
        self.parsed.errors.append(f"Baris {self.number}, kolom {column}: “{shown}” {wanted}.")

    def _text(self, name: str) -> str:
        cell = self.cells.get(name, Cell(""))
        if cell.trouble:
            self.parsed.errors.append(f"Baris {self.number}, kolom {name}: {cell.trouble}.")
            return ""
        text = code_text(cell.text) if name == "kode" else clean_text(cell.text)
        limit = MAX_TEXT.get(name)
        if limit and len(text) > limit:
            self._error(name, text, f"lebih dari {limit} huruf. Ringkas isinya")
        return text

    def _is_no_data(self) -> bool:
        """A closing row of the form, a note under it: named, and not read."""
        level, code, name = (
            clean_text(self.cells.get(n, Cell("")).text) for n in ("level", "kode", "nama")
        )
        is_known = re.sub(r"[\s_\-]+", "", level.casefold()) in columns.LEVELS
        if not is_known and not self.is_form and self._is_beside_the_table():
            return True
        is_closing = bool(CLOSING.match(plain_title(level or code or name)))
        has_figures = any(self.cells[n].text.strip() for n in columns.FIGURES if n in self.cells)
        is_note = self.is_form and not has_figures and not (name and (is_known or not level))
        if is_known or not (is_closing or is_note):
            return False
        self.parsed.left_out.append(f"{self.number} ({(level or code or name)[:30] or 'catatan'})")
        return True

    def _is_beside_the_table(self) -> bool:
        try:
            told = beside_the_table(self.cells)
        except ValueError as second:
            self.parsed.errors.append(f"Baris {self.number} {second}")
            return True
        if told:
            self.parsed.left_out.append(f"{self.number} ({told})")
        return told is not None

    def _level(self, text: str) -> str:
        if not text and self.is_form:
            return ""  # found by name later
        key = re.sub(r"[\s_\-]+", "", text.casefold())
        if key not in columns.LEVELS:
            wanted = "bukan tingkat yang dikenal. Isi tujuan, sasaran, program, kegiatan, atau sub kegiatan"
            self._error("level", text, wanted)
        return columns.LEVELS.get(key, "")

    def _choice(self, name: str, texts: dict[str, str], known: dict[str, str], wanted: str) -> str:
        text = texts[name].casefold().replace(" ", "")
        if text and text not in known:
            self._error(name, texts[name], f"tidak dikenal. Isi {wanted}")
        return known.get(text, "")

    def _values(self) -> dict[str, Any]:
        found: dict[str, Any] = {"values": {}, "marks": {}, "words": {}}
        for name in columns.FIGURES:
            cell = self.cells.get(name)
            if cell is None:
                continue
            if cell.is_covered or (cell.is_repeated and not self._is_one_amount(name)):
                self._error(name, cell.text.strip(), COVERED)
            elif cell.trouble:
                self.parsed.errors.append(f"Baris {self.number}, kolom {name}: {cell.trouble}.")
            elif cell.text.strip():
                self._value(name, cell, found)
        return found

    def _is_one_amount(self, name: str) -> bool:
        """Rupiah of one node, merged over the rows of its indicators: said again, counted once."""
        above = self.parsed.rows[-1].code if self.parsed.rows else ""
        code = code_text(self.cells.get("kode", Cell("")).text)
        return name in columns.RP_COLUMNS and bool(code) and code == above

    def _value(self, name: str, cell: Cell, found: dict[str, Any]) -> None:
        if number_text(cell.text) == CLEAR:
            found["values"][name] = None
            return
        parts = split_range(cell.text) if name in columns.TARGETS else None
        if parts is None:
            self._figure(name, cell, found)
            return
        for key, part in zip((name, f"{name}{columns.UPPER}"), parts, strict=True):
            self._figure(key, Cell(part), found)

    def _figure(self, name: str, cell: Cell, found: dict[str, Any]) -> None:
        try:
            if name in columns.RP_COLUMNS:
                found["values"][name] = read_rp(cell, self.convention)
                return
            reading = read_k(cell, self.convention)
        except NumberError as error:
            if name in columns.RP_COLUMNS or cell.is_numeric:
                self._error(name, cell.text.strip(), error.why)
            else:
                found["words"][name] = clean_text(cell.text)
            return
        found["values"][name] = reading.value
        if reading.mark:
            found["marks"][name] = reading.mark

    def _judge(self, row: ImportRow) -> None:
        is_sum = bool(SUBTOTAL.match(row.name))
        if not row.level:
            return
        if row.level in BUDGET_LEVELS and not row.code and not is_sum:
            self._error("kode", "", "kosong. Isi kode nomenklatur baris ini")
        needs_name = row.level not in BUDGET_LEVELS and not (row.is_heading and row.code)
        if row.level and needs_name and not row.name:
            self._error("nama", "", "kosong. Isi nama baris ini")
        if is_sum and not row.code:
            self.parsed.errors.append(
                f"Baris {self.number}: “{row.name[:60]}” adalah baris jumlah. "
                "Hapus baris itu; jumlah dihitung portal dari sub kegiatan."
            )
        if TWO_IN_ONE.search(row.indicator):
            self.parsed.warnings.append(
                f"Baris {row.number}: kolom indikator tampaknya berisi dua indikator. "
                "Pecah menjadi dua baris bila masing-masing punya target sendiri."
            )


def row_key(row: ImportRow) -> tuple[str, str, str]:
    """What may appear once in a file: the node (by code, else by name) and its indicator."""
    node = row.code if row.level in BUDGET_LEVELS else folded(row.name)
    return row.level, node, folded(row.indicator)


def refuse_repeats(rows: Iterable[ImportRow], errors: list[str]) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for row in _data_rows(rows):
        first = seen.setdefault(row_key(row), row.number)
        if first != row.number:
            what = f"kode {row.code}" if row.code else f"“{row.name[:60]}”"
            indicator = f"indikator “{row.indicator[:60]}”" if row.indicator else "tanpa indikator"
            errors.append(
                f"Baris {first} dan {row.number}: {what} dengan {indicator} tertulis dua kali. "
                "Hapus salah satunya."
            )


def _data_rows(rows: Iterable[ImportRow]) -> Iterable[ImportRow]:
    return (row for row in rows if row.level and not row.is_heading)

"""Rows of an import file as plain values, with every problem in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from organizations.spreadsheets.cells import CLEAR, CellError, read_k, read_rp
from organizations.spreadsheets.table import Cell, Table
from performance.choices import BUDGET_LEVELS
from performance.transfer.readers import columns

TWO_IN_ONE = re.compile(r"^\s*1\s*[.)].+?\s2\s*[.)]", re.DOTALL)
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


def parse_table(table: Table) -> ParsedRows:
    """Every row, every error; nothing here looks at the database."""
    header = columns.read_header(table.titles)
    parsed = ParsedRows(errors=list(header.errors), warnings=[*table.warnings, *header.warnings])
    if header.errors:
        return parsed
    for number, cells in table.rows:
        named = {n: cells[i] for n, i in header.places.items() if i < len(cells)}
        if any(cell.text.strip() or cell.trouble for cell in named.values()):
            row = _RowReader(number, named, parsed).read()
            if row is not None:
                parsed.rows.append(row)
    if not parsed.rows and not parsed.errors:
        parsed.errors.append("Berkas tidak berisi baris data di bawah baris judul.")
    _refuse_repeats(parsed)
    return parsed


@dataclass
class _RowReader:
    number: int
    cells: dict[str, Cell]
    parsed: ParsedRows

    def read(self) -> ImportRow | None:
        before = len(self.parsed.errors)
        texts = {name: self._text(name) for name in columns.TEXT_COLUMNS}
        level = self._level(texts["level"])
        row = ImportRow(
            number=self.number,
            level=level,
            code=texts["kode"].upper().replace(" ", ""),
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
                "jumlah, terakhir, rata-rata, maks, atau min",
            ),
            values=self._values(),
        )
        self._judge(row)
        return row if len(self.parsed.errors) == before else None

    def _error(self, column: str, value: str, wanted: str) -> None:
        shown = value if len(value) <= 60 else f"{value[:57]}…"
        self.parsed.errors.append(f"Baris {self.number}, kolom {column}: “{shown}” {wanted}.")

    def _text(self, name: str) -> str:
        cell = self.cells.get(name, Cell(""))
        if cell.trouble:
            self.parsed.errors.append(f"Baris {self.number}, kolom {name}: {cell.trouble}.")
            return ""
        text = " ".join(cell.text.replace("\x00", "").split())
        limit = MAX_TEXT.get(name)
        if limit and len(text) > limit:
            self._error(name, text, f"lebih dari {limit} huruf. Ringkas isinya")
        return text

    def _level(self, text: str) -> str:
        key = re.sub(r"[\s_\-]+", "", text.casefold())
        if key not in columns.LEVELS:
            wanted = "bukan tingkat yang dikenal. Isi tujuan, sasaran, program, kegiatan, atau subkegiatan"
            self._error("level", text, wanted)
        return columns.LEVELS.get(key, "")

    def _choice(self, name: str, texts: dict[str, str], known: dict[str, str], wanted: str) -> str:
        text = texts[name].casefold().replace(" ", "")
        if text and text not in known:
            self._error(name, texts[name], f"tidak dikenal. Isi {wanted}")
        return known.get(text, "")

    def _values(self) -> Values:
        values: Values = {}
        for name in (*columns.K_COLUMNS, *columns.RP_COLUMNS):
            cell = self.cells.get(name)
            if cell is None:
                continue
            if cell.trouble:
                self.parsed.errors.append(f"Baris {self.number}, kolom {name}: {cell.trouble}.")
            elif cell.text.strip():
                self._value(name, cell, values)
        return values

    def _value(self, name: str, cell: Cell, values: Values) -> None:
        text = cell.text.strip()
        try:
            if text == CLEAR:
                values[name] = None
            elif name in columns.RP_COLUMNS:
                values[name] = read_rp(text, is_numeric=cell.is_numeric)
            else:
                values[name] = read_k(text)
        except CellError as error:
            self._error(name, text, str(error))

    def _judge(self, row: ImportRow) -> None:
        is_sum = bool(SUBTOTAL.match(row.name))
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


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _refuse_repeats(parsed: ParsedRows) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for row in _data_rows(parsed.rows):
        first = seen.setdefault(row_key(row), row.number)
        if first != row.number:
            what = f"kode {row.code}" if row.code else f"“{row.name[:60]}”"
            indicator = f"indikator “{row.indicator[:60]}”" if row.indicator else "tanpa indikator"
            parsed.errors.append(
                f"Baris {first} dan {row.number}: {what} dengan {indicator} tertulis dua kali. "
                "Hapus salah satunya."
            )


def _data_rows(rows: Iterable[ImportRow]) -> Iterable[ImportRow]:
    return (row for row in rows if not row.is_heading)

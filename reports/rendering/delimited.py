"""CSV: one header row with the roles of the columns; plain for machines, dressed for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

from reports.definitions import Cell, Table

# A spreadsheet would run a text that begins with one of these as a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0")


@dataclass(frozen=True)
class Dialect:
    """How numbers and cells are set apart; a mark at the beginning says that letters are UTF-8."""

    label: str
    separator: str
    decimal: str
    mark: str = "\ufeff"


PLAIN = Dialect("Untuk mesin", ",", ".", "")
SPREADSHEETS = {
    "titik-koma": Dialect("Pemisah titik koma, desimal koma", ";", ","),
    "koma": Dialect("Pemisah koma, desimal titik", ",", "."),
    "tab": Dialect("Pemisah tab, desimal koma", "\t", ","),
}


def render_csv(table: Table, dialect: Dialect = PLAIN) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=dialect.separator, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    words = {column.name: dict(column.words) for column in table.columns if dialect.mark}
    for row in table.rows:
        cells = [plain_cell(row.get(name), dialect.decimal) for name in names]
        if dialect.mark:
            cells = [words[n].get(cell, cell) for n, cell in zip(names, cells, strict=True)]
        writer.writerow(cells)
    return f"{dialect.mark}{target.getvalue()}".encode()


def plain_cell(value: Cell, decimal: str = ".") -> str:
    """A number as plain digits, a text made harmless, nothing as an empty cell.

    >>> plain_cell(Decimal("1E+3")), plain_cell("=1+1"), plain_cell(None), plain_cell(-5)
    ('1000', "'=1+1", '', '-5')
    >>> plain_cell(Decimal("12.50"), ",")
    '12,50'
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", decimal)
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(DANGEROUS) else value.replace("\0", "")

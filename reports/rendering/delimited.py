"""CSV: one header row with the roles of the columns, plain decimals with a point."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from reports.definitions import Cell, Table

# A spreadsheet would run a text that begins with one of these as a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0")


def render_csv(table: Table) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.rows:
        writer.writerow([plain_cell(row.get(name)) for name in names])
    return target.getvalue().encode("utf-8")


def plain_cell(value: Cell) -> str:
    """A number as plain digits, a text made harmless, nothing as an empty cell.

    >>> plain_cell(Decimal("1E+3")), plain_cell("=1+1"), plain_cell(None), plain_cell(-5)
    ('1000', "'=1+1", '', '-5')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(DANGEROUS) else value.replace("\0", "")

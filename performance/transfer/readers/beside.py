"""Rows of a sheet that are no rows of its table: titles once more, column numbers, words below."""

from __future__ import annotations

import re
from collections.abc import Mapping

from organizations.spreadsheets.table import Cell
from organizations.texts import clean_text
from organizations.values import number_text
from performance.transfer.readers import columns

COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)?$")
SECOND_TABLE = (
    "adalah judul tabel kedua dengan kolom lain. Pisahkan kedua tabel menjadi dua berkas, atau "
    "samakan kolomnya."
)


def beside_the_table(cells: Mapping[str, Cell]) -> str | None:
    """What such a row is called where it is told; "" for titles once more, None for a row of data.

    Raises ValueError where a second table of other columns begins.
    """
    filled = {name: text for name, cell in cells.items() if (text := clean_text(cell.text))}
    if columns.column_name(filled.get("level", "")) == "level":
        if any(columns.column_name(text) != name for name, text in filled.items()):
            raise ValueError(SECOND_TABLE)
        return ""
    if len(filled) > 2 and all(COLUMN_NUMBER.match(text) for text in filled.values()):
        return "nomor kolom"
    if len(filled) == 1 and not _holds_a_figure(cells):
        return next(iter(filled.values()))[:30]
    return None


def _holds_a_figure(cells: Mapping[str, Cell]) -> bool:
    """A figure, or a cell that would hold one, may not be left out as a note."""
    return any(
        cell.is_numeric or cell.trouble or COLUMN_NUMBER.match(number_text(cell.text))
        for name, cell in cells.items()
        if name in columns.FIGURES
    )

"""What of a file nothing is taken from: said, so that nobody misses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from organizations.formatting import first_of
from organizations.spreadsheets.table import Table, untitled_columns
from organizations.spreadsheets.xlsx_file import column_letter

SHOWN = 12  # rows or columns that one sentence names


def unread(table: Table, left_out: Sequence[str]) -> Iterator[str]:
    """Rows that are no data, and columns that hold something under no title."""
    if left_out:
        yield f"Baris yang bukan baris rencana tidak dibaca: {first_of(left_out, SHOWN)}."
    if untitled := [] if table.is_form else untitled_columns(table):
        letters = first_of([column_letter(place) for place in untitled], SHOWN)
        yield f"Isi kolom tanpa judul tidak dibaca: {letters}."

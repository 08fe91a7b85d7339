"""The decimal sign of one file: found in what it holds, chosen by a person, never guessed."""

from __future__ import annotations

from collections.abc import Collection

from organizations.ranges import split_range
from organizations.spreadsheets.table import ImportProblem, Table
from organizations.values import Convention, find_convention, number_text, two_ways

POINT_SAID = "Tanda desimal titik; koma memisahkan ribuan"
COMMA_SAID = "Tanda desimal koma; titik memisahkan ribuan"
SAID = {Convention.POINT: POINT_SAID, Convention.COMMA: COMMA_SAID}


class Doubtful(ImportProblem):
    """Numbers of the file can be read in two ways and nothing in it says which is meant."""


def convention_of(
    table: Table, places: Collection[int], given: Convention | None = None
) -> tuple[Convention | None, tuple[str, ...]]:
    """The convention for the texts in these columns, and how it is told in the preview."""
    cells = [
        (number, place, part)
        for number, cells in table.rows
        for place in places
        if place < len(cells) and cells[place].text.strip() and not cells[place].is_numeric
        for part in split_range(cells[place].text) or (cells[place].text,)
    ]
    found = find_convention(text for _, _, text in cells)
    if given is not None:
        return given, (f"{SAID[given]} (pilihan Anda).",)
    if found.convention is not None:
        return found.convention, (f"{SAID[found.convention]} (terlihat dari “{found.proof}”).",)
    if found.doubtful:
        first = found.doubtful[0]
        number, place, _ = next(one for one in cells if number_text(one[2]) == first)
        raise Doubtful(
            f"Baris {number}, kolom {table.titles[place].strip()}: “{first}” {two_ways(first)}."
        )
    return None, ()

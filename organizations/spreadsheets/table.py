"""A table as a file gives it, before anybody knows what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

HEADER_WITHIN = 60  # filled rows in which the row of titles is looked for

Layout = tuple[str, ...]
"""Patterns of titles, in their plain form; a row of titles has one cell for each of them."""


COVERED = "tertutup sel gabungan. Pisahkan selnya, lalu isi masing-masing"


class ImportProblem(Exception):
    """The file cannot be taken; `messages` are complete Indonesian sentences."""

    def __init__(self, messages: list[str] | str) -> None:
        self.messages = [messages] if isinstance(messages, str) else messages
        super().__init__(self.messages[0])


@dataclass(frozen=True)
class Cell:
    """A cell as read: its text, and whether the file itself typed it as a number."""

    text: str
    is_numeric: bool = False
    trouble: str = ""  # why the cell cannot be read at all (formula, date, error value)
    is_day: bool = False  # a date of the spreadsheet; `text` is then an ISO day
    mark: str = ""  # what its number format shows beside the number: "%" or "Rp"
    is_covered: bool = False  # lies under a merged cell that begins in another column
    is_repeated: bool = False  # says again what a merged cell says that begins in a row above


@dataclass(frozen=True)
class Table:
    """What a file reader hands over: the header, the rows with their line numbers."""

    titles: list[str]
    rows: list[tuple[int, list[Cell]]]
    meta: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    above: list[list[str]] = field(default_factory=list)  # what stands over the row of titles
    notes: tuple[str, ...] = ()  # how the file was read: sheet, row of titles, separator
    is_form: bool = False  # a printed form: rows that are no data stand in it
    sheet: str = ""  # the name of the sheet it stands in


def untitled_columns(table: Table) -> list[int]:
    """Places of columns that hold something under no title, from 0."""
    width = max((len(cells) for _, cells in table.rows), default=0)
    titles = [*table.titles, *[""] * (width - len(table.titles))]
    return [
        place
        for place, title in enumerate(titles)
        if not title.strip()
        and any(place < len(cells) and cells[place].text.strip() for _, cells in table.rows)
    ]


def plain_title(text: str) -> str:
    """A title without case, spaces and the marks of its column.

    >>> plain_title(" Kode  Sub-Kegiatan * "), plain_title("TW1 K")
    ('kode_sub_kegiatan', 'tw1_k')
    """
    return re.sub(r"[\s_\-./*:]+", "_", text.strip().casefold()).strip("_")


def header_place(lines: Sequence[Sequence[str]], layouts: Sequence[Layout]) -> int | None:
    """The first row that has the titles of one of the layouts."""
    for place, line in enumerate(lines[:HEADER_WITHIN]):
        names = [plain_title(text) for text in line]
        for layout in layouts:
            if all(any(re.search(pattern, name) for name in names) for pattern in layout):
                return place
    return None

"""What a table is made of: cells, rows, and how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reports.pdf.fonts import FIGURES
from reports.pdf.setting import Setter
from reports.pdf.sheet import BLACK, Colour

SMALLEST = 0.6  # a figure is set smaller to fit its column, not below this share of the size


class Cell(NamedTuple):
    """`scope` Row or Column makes it a header; a figure stays on one line where it can."""

    text: str
    columns: int = 1
    rows: int = 1  # of header rows alone
    align: str = "left"
    bold: bool = False
    scope: str = ""
    is_figure: bool = False
    fill: Colour | None = None


class Row(NamedTuple):
    """`keep` is the room wanted below the row on its page; `size` 0 is that of the table."""

    cells: Sequence[Cell]
    fill: Colour | None = None
    keep: float = 0
    size: float = 0


@dataclass(frozen=True)
class Look:
    """Sizes in points."""

    size: float
    leading: float
    side: float  # between a cell's rules and its words
    figure_side: float  # the same beside figures
    above: float  # and below
    rule: Colour
    rule_width: float = 0.3
    ink: Colour = BLACK

    def height(self, lines: int, size: float = 0) -> float:
        leading = self.leading * (size / self.size if size else 1)
        return max(1, lines) * leading + 2 * self.above


class Lines(NamedTuple):
    """A cell's lines as they are drawn, and the size of a figure that had to be smaller."""

    words: list[str]
    size: float


def set_cell(setter: Setter, look: Look, cell: Cell, width: float, size: float) -> Lines:
    """A cell's words in its width; a figure too wide for it is set smaller, or broken."""
    if not cell.text:
        return Lines([], size)
    side = look.figure_side if cell.is_figure else look.side
    room, text = width - 2 * side, cell.text
    if cell.align == "right" and text.isascii():
        text = text.translate(FIGURES)
    if cell.is_figure and "\n" not in text:
        wide = setter.width(text, size, bold=cell.bold)
        if wide <= room:
            return Lines([text], size)
        if wide * SMALLEST <= room:
            return Lines([text], round(size * room / wide - 0.005, 2))
    return Lines(setter.wrap(text, size, room, bold=cell.bold), size)

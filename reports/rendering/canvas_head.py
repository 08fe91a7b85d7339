"""The header of a drawn table: groups above, titles below, the form's numbers last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.rendering.canvas_look import HEAD_FILL, INK, LEADING, LINE, PAD, SIZE, SOFT_FILL
from reports.rendering.printed import PrintedTable


@dataclass
class Head:
    """Draws the header where the pen is; `pages` is the sheet it stands on."""

    table: PrintedTable
    pages: Any

    def draw(self) -> None:
        p, table = self.pages, self.table
        lower = iter(table.lower)
        cells: list[tuple[int, int, int, list[str]]] = []  # place, columns, row (0 both), words
        place = 0
        for head in table.upper:
            width = sum(p.widths[place : place + head.columns])
            cells.append(
                (
                    place,
                    head.columns,
                    0 if head.rows == 2 else 1,
                    p.wrap(head.text, width, is_bold=True),
                )
            )
            if head.rows == 1 and table.has_groups:
                for n in range(head.columns):
                    at = place + n
                    cells.append((at, 1, 2, p.wrap(next(lower), p.widths[at], is_bold=True)))
            place += head.columns
        first = max([len(w) for _, _, row, w in cells if row == 1] or [0])
        second = max([len(w) for _, _, row, w in cells if row == 2] or [0])
        both = max([len(w) for _, _, row, w in cells if row == 0] or [0])
        first = max(first, both - second, 1)
        heights = (first * LEADING + 2 * PAD, second * LEADING + 2 * PAD if second else 0)
        p.canvas.setFont(p.bold, SIZE)
        for place, columns, row, words in cells:
            self._cell(place, columns, row, words, heights)
        p.y -= sum(heights)
        if table.has_numbers:
            self._numbers()

    def _cell(
        self, place: int, columns: int, row: int, words: list[str], heights: tuple[float, float]
    ) -> None:
        p = self.pages
        top = p.y - (heights[0] if row == 2 else 0)
        height = {0: sum(heights), 1: heights[0], 2: heights[1]}[row]
        width = sum(p.widths[place : place + columns])
        self._box(p.lefts[place], top, width, height, HEAD_FILL)
        start = top - (height - len(words) * LEADING) / 2 - SIZE
        for n, text in enumerate(words):
            p.canvas.drawCentredString(p.lefts[place] + width / 2, start - n * LEADING, text)

    def _box(self, left: float, top: float, width: float, height: float, fill: tuple) -> None:
        c = self.pages.canvas
        c.setStrokeColorRGB(*LINE)
        c.setLineWidth(0.3)
        c.setFillColorRGB(*fill)
        c.rect(left, top - height, width, height, stroke=1, fill=1)
        c.setFillColorRGB(*INK)

    def _numbers(self) -> None:
        p = self.pages
        height, place = LEADING + PAD, 0
        p.canvas.setFont(p.plain, 5.2)
        for number, columns in self.table.number_heads:
            width = sum(p.widths[place : place + columns])
            self._box(p.lefts[place], p.y, width, height, SOFT_FILL)
            p.canvas.drawCentredString(p.lefts[place] + width / 2, p.y - 6, number)
            place += columns
        p.y -= height

"""The header of a table: cells over several columns and rows, repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reports.pdf.cells import Cell, Lines, Row, set_cell
from reports.pdf.sheet import Sheet
from reports.pdf.structure import Element


class _Placed(NamedTuple):
    cell: Cell
    found: Lines
    left: float
    right: float
    row: int


class Head:
    """The header: cells may take several columns and rows."""

    def __init__(self, table: Any, rows: Sequence[Row]) -> None:
        self.table = table
        self.rows = rows
        self.placed = [cell for row in places(rows) for cell in self._set(*row)]
        self.heights = self._heights()
        self.height = sum(self.heights)
        self._again: tuple[list[str], list[str], list[str]] | None = None

    def _set(self, number: int, places: Sequence[tuple[int, Cell]]) -> list[_Placed]:
        table, size = self.table, self.rows[number].size or self.table.look.size
        found = []
        for place, cell in places:
            left, right = table.lefts[place], table.lefts[place + cell.columns]
            lines = set_cell(table.flow.setter, table.look, cell, right - left, size)
            found.append(_Placed(cell, lines, left, right, number))
        return found

    def _heights(self) -> list[float]:
        """Of every row; a cell over several makes the last of them taller where it must."""
        look = self.table.look
        heights = [0.0] * len(self.rows)
        for one in sorted(self.placed, key=lambda found: found.cell.rows):
            size = self.rows[one.row].size
            last = one.row + one.cell.rows
            height = look.height(len(one.found.words), size)
            missing = height - sum(heights[one.row : last])
            if missing > 0:
                heights[last - 1] += missing
        return heights

    def draw(self) -> None:
        """As the table's header, with its structure."""
        if not self.rows:
            return
        structure, sheet = self.table.structure, self.table.flow.sheet
        head = structure.begin("THead", self.table.element)
        for number in range(len(self.rows)):
            line = structure.begin("TR", head)
            for one in (found for found in self.placed if found.row == number):
                self._mark(one, line)
            structure.end(line)
        structure.end(head)
        self._boxes(sheet)
        self.table.flow.y -= self.height

    def _mark(self, one: _Placed, line: Element) -> None:
        structure, sheet, cell = self.table.structure, self.table.flow.sheet, one.cell
        said = structure.cell_attributes(cell.scope, cell.columns, cell.rows)
        kind = "TH" if cell.scope else "TD"
        element = structure.begin(kind, line, **({"A": said} if said else {}))
        if one.found.words:
            mcid = structure.mark(element, sheet.marks)
            sheet.words.append(f"/{kind}<</MCID {mcid}>>BDC")
            self._words(one)
            sheet.words.append("EMC")
        structure.end(element)

    def repeat(self) -> None:
        """Again at the top of a page, not read out."""
        if not self.rows:
            return
        flow = self.table.flow
        if self._again is None:
            self._again = self._drawn_apart()
        sheet = flow.sheet
        for target, drawn in zip((sheet.fills, sheet.rules, sheet.words), self._again, strict=True):
            target.extend(drawn)
        flow.sheet.forget_font()
        flow.y -= self.height

    def _drawn_apart(self) -> tuple[list[str], list[str], list[str]]:
        """The header at the top of a page: the same operators on each."""
        sheet = self.table.flow.sheet
        sheet.forget_font()
        starts = len(sheet.fills), len(sheet.rules), len(sheet.words)
        sheet.words.append("/Artifact<</Type/Pagination/Subtype/Header>>BDC")
        for one in self.placed:
            self._words(one)
        sheet.words.append("EMC")
        self._boxes(sheet)
        lists = (sheet.fills, sheet.rules, sheet.words)
        found = tuple(drawn[start:] for drawn, start in zip(lists, starts, strict=True))
        for drawn, start in zip(lists, starts, strict=True):
            del drawn[start:]
        return found  # type: ignore[return-value]

    def _words(self, one: _Placed) -> None:
        if not one.found.words:
            return
        look, top = self.table.look, self.table.flow.y - sum(self.heights[: one.row])
        height = sum(self.heights[one.row : one.row + one.cell.rows])
        free = height - look.height(len(one.found.words), self.rows[one.row].size)
        self.table.draw_cell(one.cell, one.found, (one.left, one.right), top - free / 2)

    def _boxes(self, sheet: Sheet) -> None:
        look, y = self.table.look, self.table.flow.y
        for one in self.placed:
            top = y - sum(self.heights[: one.row])
            height = sum(self.heights[one.row : one.row + one.cell.rows])
            area = (one.left, top - height, one.right - one.left, height)
            if fill := self.rows[one.row].fill:
                sheet.fill(area, fill)
            sheet.frame(area, look.rule_width, look.rule)


def places(rows: Sequence[Row]) -> list[tuple[int, list[tuple[int, Cell]]]]:
    """The first column of every cell of a header, past those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        place, line = 0, []
        for cell in row.cells:
            while (number, place) in taken:
                place += 1
            line.append((place, cell))
            taken |= {
                (number + down, place + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
            place += cell.columns
        found.append((number, line))
    return found

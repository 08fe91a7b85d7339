"""The cells of tables that were taken out of a page, drawn and tagged where its rows lie.

One table stays one Table over all its pages: its rows move to the first piece, the header is
read out once and drawn again as an artifact. Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.pdf.cells import Cell, Lines
from reports.pdf.setting import Setter
from reports.rendering.inflow.carving import MARK, Carved, Placed
from reports.rendering.inflow.look import (
    HEAD_COLOUR,
    HEAD_FILL,
    HEAD_RULE,
    RULE,
    RULE_COLOUR,
)
from reports.rendering.inflow.objects import MadeObjects
from reports.rendering.inflow.page import DrawnPage, Spot

POINTS = 0.75  # of a pixel of CSS
TOLERANCE = 0.6  # points between the width a table was set for and what it got


class WidthDiffers(Exception):
    """A table got another width than its words were broken for."""


@dataclass
class _Table:
    """Rows of a table that are drawn, and where they stand in the tree."""

    drawn: int = 0
    body: Any = None


def draw_tables(document: Any, pdf: Any, carved: Sequence[Carved], setter: Setter) -> None:
    """Add the cells to a document of WeasyPrint and the objects it made of it.

    Raises WidthDiffers where a table stands somewhere narrower than the page.
    """
    if carved:
        _Drawing(pdf, carved, setter).draw(document)


class _Drawing:
    def __init__(self, pdf: Any, carved: Sequence[Carved], setter: Setter) -> None:
        self.objects = MadeObjects(pdf)
        self.pages = pdf.page_references
        self.carved = carved
        self.setter = setter
        self.tables = [_Table() for _ in carved]
        root = self.objects.at(pdf.catalog["StructTreeRoot"])
        self.numbers = self.objects.at(root["ParentTree"])["Nums"]

    def draw(self, document: Any) -> None:
        for place, laid_out in enumerate(document.pages):
            pieces = list(_tables(laid_out._page_box))  # noqa: SLF001 - no other way to boxes
            if not pieces:
                continue
            owners = self.numbers[2 * place + 1]
            page = DrawnPage(self.setter, self.pages[place], laid_out.height * POINTS, owners)
            for piece in pieces:
                self._piece(page, piece)
            self._add(page)
        self._fonts()

    # -- pieces of tables -----------------------------------------------------------------

    def _piece(self, page: DrawnPage, piece: Any) -> None:
        at = int(piece.element.get(MARK))
        carved, table = self.carved[at], self.tables[at]
        if abs(piece.width * POINTS - carved.width) > TOLERANCE:
            raise WidthDiffers
        is_first = table.body is None
        for group in piece.children:
            for row in group.children:
                left, top = row.position_x * POINTS, page.height - row.position_y * POINTS
                line = self.objects.at(row.children[0].mark["P"])
                if group.is_header:
                    self._head(page, carved, (left, top), line if is_first else None)
                    continue
                if table.body is None:
                    table.body = self.objects.at(line["P"])
                self._move(table, line, is_first=is_first)
                self._row(page, carved, table.drawn, (left, top), line)
                table.drawn += 1

    def _move(self, table: _Table, line: Any, *, is_first: bool) -> None:
        """A row of a later piece goes to the first one, which loses the piece."""
        if is_first:
            return
        piece = self.objects.at(self.objects.at(line["P"])["P"])
        parent = self.objects.at(piece["P"])
        if piece.reference in parent["K"]:
            parent["K"].remove(piece.reference)
        line["P"] = table.body.reference
        table.body["K"].append(line.reference)

    def _head(
        self, page: DrawnPage, carved: Carved, at: tuple[float, float], line: Any | None
    ) -> None:
        """The header of a piece; `line` is its row in the tree, where it is read out."""
        _draw_head(page, carved, at)
        if line is None:
            page.begin_repeated()
            for one in carved.head:
                page.cell(carved.kind.look, one.cell, one.lines, _spot(carved, one, at))
            page.end()
            return
        lines = [line, *(self._row_element(line) for _ in range(carved.head_rows - 1))]
        for row in lines:
            row["K"].clear()
        for one in carved.head:
            spot = _spot(carved, one, at)
            self._cell(page, carved, lines[one.row], (one.cell, one.lines), spot)

    def _row_element(self, like: Any) -> Any:
        """Another row of the header."""
        parent = self.objects.at(like["P"])
        row = self.objects.dictionary({**like, "K": self.objects.array([])})
        parent["K"].append(row.reference)
        return row

    def _row(
        self, page: DrawnPage, carved: Carved, place: int, at: tuple[float, float], line: Any
    ) -> None:
        row, found = carved.rows[place], carved.lines[place]
        left, top = at
        height = carved.kind.look.height(max(len(one.words) for one in found)) + RULE
        if row.fill:
            page.fill((left, top - height, carved.width, height), row.fill)
        if row.keep:
            page.rule(left, top, carved.width, (HEAD_RULE, HEAD_COLOUR))
        page.rule(left, top - height, carved.width, (RULE, RULE_COLOUR))
        line["K"].clear()
        column = 0
        for cell, lines in zip(row.cells, found, strict=True):
            end = column + cell.columns
            spot = Spot(left + carved.lefts[column], left + carved.lefts[end], top)
            self._cell(page, carved, line, (cell, lines), spot)
            column = end

    def _cell(
        self, page: DrawnPage, carved: Carved, line: Any, what: tuple[Cell, Lines], spot: Spot
    ) -> None:
        """The element of a cell below its row, and its words where it says something."""
        cell, lines = what
        kind = "TH" if cell.scope else "TD"
        marks = [len(page.owners)] if lines.words else []
        element = self.objects.dictionary(
            {
                "Type": "/StructElem",
                "S": f"/{kind}",
                "K": self.objects.array(marks),
                "Pg": page.reference,
                "P": line.reference,
                "A": self.objects.inline(_said(cell)),
            }
        )
        line["K"].append(element.reference)
        if lines.words:
            page.begin(kind, element.reference)
            page.cell(carved.kind.look, cell, lines, spot)
            page.end()

    # -- pages ----------------------------------------------------------------------------

    def _add(self, page: DrawnPage) -> None:
        """Behind what WeasyPrint drew, in coordinates of the page."""
        stream = self.objects.at(self.objects.at(page.reference)["Contents"]).stream
        stream.insert(0, b"q")
        stream.append(b"Q\n" + page.content(self.carved[0].kind.look.ink))

    def _fonts(self) -> None:
        fonts = self.setter.write(self.objects)  # type: ignore[arg-type]
        seen: set[bytes] = set()
        for reference in self.pages:
            resources = self.objects.at(self.objects.at(reference)["Resources"])
            if resources["Font"] in seen:
                continue
            seen.add(resources["Font"])
            known = self.objects.at(resources["Font"])
            known |= {name: b"%d 0 R" % ref.number for name, ref in fonts.items()}


def _said(cell: Cell) -> dict[str, Any]:
    """What a cell is to the table: whom it heads, how far it reaches."""
    said: dict[str, Any] = {"O": "/Table"}
    if cell.scope:
        said["Scope"] = f"/{cell.scope}"
    if cell.columns > 1:
        said["ColSpan"] = cell.columns
    if cell.rows > 1:
        said["RowSpan"] = cell.rows
    return said


def _draw_head(page: DrawnPage, carved: Carved, at: tuple[float, float]) -> None:
    """Fill and rules of a header."""
    left, top = at
    height = max(one.top + one.height for one in carved.head)
    page.fill((left, top - height, carved.width, height), HEAD_FILL)
    for one in carved.head:
        bottom = top - one.top - one.height
        is_low = one.top + one.height >= height - 0.01
        rule = (HEAD_RULE, HEAD_COLOUR) if is_low else (RULE, RULE_COLOUR)
        page.rule(left + one.left, bottom, one.width, rule)


def _spot(carved: Carved, one: Placed, at: tuple[float, float]) -> Spot:
    """A header's words stand at the bottom of its box."""
    left, top = at
    free = one.height - RULE - carved.kind.look.height(len(one.lines.words))
    return Spot(left + one.left, left + one.left + one.width, top - one.top - free)


def _tables(found: Any) -> Iterator[Any]:
    """The pieces of drawn tables below a box, from top to bottom."""
    for kid in getattr(found, "children", ()):
        element = getattr(kid, "element", None)
        if element is not None and element.get(MARK) and hasattr(kid, "column_positions"):
            yield kid
        else:
            yield from _tables(kid)

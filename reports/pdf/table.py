"""Tables of any length: one Table over all its pages, its header repeated as an artifact.

A row stands on one page; one that is taller than a page is continued on the next, its cells
with marks on both (ISO 32000-1, 14.7.4.2). Each cell is one marked content and one element.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reports.pdf.cells import Cell, Lines, Look, Row, set_cell
from reports.pdf.flow import Flow
from reports.pdf.heads import Head
from reports.pdf.sheet import Style
from reports.pdf.structure import Element

CAP = 0.7  # height of capitals as a share of the size
FIRST_LINES = 5  # of a row taller than a page that must stand on the page it begins on


class TableWriter:
    """Draws rows where the flow is; `end` when there are no more."""

    def __init__(
        self, flow: Flow, look: Look, widths: Sequence[float], head: Sequence[Row] = ()
    ) -> None:
        self.flow = flow
        self.look = look
        self.lefts = [flow.area.left + x for x in accumulate(widths, initial=0.0)]
        self.head = Head(self, head)
        self.structure = flow.document.structure
        self.element = self.structure.begin("Table")
        self.body: Element | None = None
        self._attributes: dict[tuple[str, int], bytes] = {}
        self._edges: tuple[float, ...] = ()
        self._edges_top = 0.0

    @property
    def whole(self) -> float:
        """The room of a new page under the header."""
        return self.flow.area.height - self.head.height

    def caption(self, lines: Sequence[str], style: Style) -> None:
        """The title above the table, its first child."""
        element = self.structure.begin("Caption", self.element)
        self.flow.y -= style.size
        self.flow.sheet.text(element, lines, self.lefts[0], self.flow.y, style)
        self.flow.y -= (len(lines) - 1) * style.leading
        self.structure.end(element)

    def begin(self) -> None:
        """The header, once; afterwards it repeats by itself."""
        self.head.draw()
        self.body = self.structure.begin("TBody", self.element)

    def end(self) -> None:
        self._close_edges()
        if self.body:
            self.structure.end(self.body)
        self.structure.end(self.element)

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self._close_edges()
        self.flow.turn()
        self.head.repeat()

    def height(self, row: Row) -> float:
        """What a row takes of a page."""
        return self._height(row, self.lines(row))

    def turns(self, row: Row) -> bool:
        """Whether the row would begin a page."""
        return self.height(row) + row.keep > self.flow.room

    def row(self, row: Row) -> None:
        lines = self.lines(row)
        height = self._height(row, lines)
        if height > self.whole:
            self._continued(row, lines)
            return
        if height + row.keep > self.flow.room:
            self.turn()
        self._draw(row, lines, height)

    # -- words ----------------------------------------------------------------------------

    def lines(self, row: Row) -> list[Lines]:
        """The lines of every cell."""
        size = row.size or self.look.size
        found, place = [], 0
        for cell in row.cells:
            end = place + cell.columns
            width = self.lefts[end] - self.lefts[place]
            found.append(set_cell(self.flow.setter, self.look, cell, width, size))
            place = end
        return found

    def _height(self, row: Row, lines: Sequence[Lines]) -> float:
        return self.look.height(max((len(found.words) for found in lines), default=1), row.size)

    # -- rows -----------------------------------------------------------------------------

    def _draw(self, row: Row, lines: Sequence[Lines], height: float) -> None:
        assert self.body is not None  # noqa: S101 - `begin` came first
        flow, writer = self.flow, self.structure.writer
        self._frame(row, height)
        line = writer.reserve().number
        first = writer.reserve(len(row.cells)).number
        self.body.kids.append(b"%d 0 R" % line)
        self._words(row, lines, line, first)
        kids = b" ".join(b"%d 0 R" % (first + at) for at in range(len(row.cells)))
        writer.put(line, b"<</S/TR/P %d 0 R/K[%s]>>" % (self.body.ref.number, kids))
        flow.y -= height

    def _words(self, row: Row, lines: Sequence[Lines], line: int, first: int) -> None:
        sheet, writer = self.flow.sheet, self.structure.writer
        owners, page, place = sheet.marks.owners, sheet.ref.number, 0
        for number, (cell, found) in enumerate(zip(row.cells, lines, strict=True), start=first):
            end = place + cell.columns
            kind = "TH" if cell.scope else "TD"
            body = b"<</S/%s/P %d 0 R%s" % (kind.encode(), line, self._said(cell))
            if found.words:
                sheet.words.append(f"/{kind}<</MCID {len(owners)}>>BDC")
                self.draw_cell(cell, found, (self.lefts[place], self.lefts[end]), self.flow.y)
                sheet.words.append("EMC")
                body += b"/Pg %d 0 R/K %d" % (page, len(owners))
                owners.append(number)
            writer.put(number, body + b">>")
            place = end

    def _said(self, cell: Cell) -> bytes:
        """The attributes of a cell, shared by all that have the same."""
        key = (cell.scope, cell.columns)
        found = self._attributes.get(key)
        if found is None:
            ref = self.structure.cell_attributes(cell.scope, cell.columns)
            found = self._attributes[key] = b"/A %d 0 R" % ref.number if ref else b""
        return found

    def draw_cell(self, cell: Cell, found: Lines, sides: tuple[float, float], top: float) -> None:
        """The words of a cell between two rules; the caller marks them."""
        look, setter, sheet = self.look, self.flow.setter, self.flow.sheet
        left, right = sides
        words, size = found
        leading = look.leading * size / look.size
        sheet.set_font(size, bold=cell.bold, colour=look.ink, leading=round(leading, 2))
        y = top - look.above - (leading + CAP * size) / 2
        if cell.align == "left":
            sheet.words.append(f"1 0 0 1 {left + look.side:.2f} {y:.2f} Tm")
            shown = [setter.shown(line, size, bold=cell.bold) for line in words]
            sheet.words.append(" T* ".join(shown))
            return
        for at, line in enumerate(words):
            wide = setter.width(line.rstrip(" "), size, bold=cell.bold)
            x = right - look.figure_side - wide
            if cell.align == "middle":
                x = (left + right - wide) / 2
            sheet.words.append(f"1 0 0 1 {x:.2f} {y - at * leading:.2f} Tm")
            sheet.words.append(setter.shown(line, size, bold=cell.bold))

    def _continued(self, row: Row, lines: Sequence[Lines]) -> None:
        """A row taller than a page, from where the flow is."""
        if self.flow.room < self.look.height(FIRST_LINES):
            self.turn()
        line = self.structure.begin("TR", self.body)
        elements = [
            self.structure.begin("TH" if cell.scope else "TD", line, **self._entries(cell))
            for cell in row.cells
        ]
        rest = [found.words for found in lines]
        leading = self.look.leading * ((row.size or self.look.size) / self.look.size)
        while any(rest):
            fits = max(1, int((self.flow.room - 2 * self.look.above + 0.01) / leading))
            here = [words[:fits] for words in rest]
            rest = [words[fits:] for words in rest]
            self._piece(row, elements, here, [found.size for found in lines])
            if any(rest):
                self.turn()
        for element in (*elements, line):
            self.structure.end(element)

    def _piece(
        self, row: Row, elements: Sequence[Element], here: Sequence[list[str]], sizes: list[float]
    ) -> None:
        height = self.look.height(max(len(words) for words in here), row.size)
        self._frame(row, height)
        place, sheet = 0, self.flow.sheet
        for cell, element, words, size in zip(row.cells, elements, here, sizes, strict=True):
            end = place + cell.columns
            if words:
                mcid = self.structure.mark(element, sheet.marks)
                sheet.words.append(f"/{element.kind}<</MCID {mcid}>>BDC")
                found = Lines(words, size)
                self.draw_cell(cell, found, (self.lefts[place], self.lefts[end]), self.flow.y)
                sheet.words.append("EMC")
            place = end
        self.flow.y -= height

    def _entries(self, cell: Cell) -> dict:
        found = self.structure.cell_attributes(cell.scope, cell.columns)
        return {"A": found} if found else {}

    # -- rules ----------------------------------------------------------------------------

    def _frame(self, row: Row, height: float) -> None:
        """Fill and lower rule of a row; its upright rules are drawn with those below it."""
        flow = self.flow
        edges, place, bottom = [self.lefts[0]], 0, flow.y - height
        for cell in row.cells:
            place += cell.columns
            edges.append(self.lefts[place])
            if cell.fill:
                left, right = edges[-2:]
                flow.sheet.fill((left, bottom, right - left, height), cell.fill)
        if tuple(edges) != self._edges:
            self._close_edges()
            self._edges, self._edges_top = tuple(edges), flow.y
            self._across(flow.y)
        if row.fill:
            wide = self.lefts[-1] - self.lefts[0]
            flow.sheet.fill((self.lefts[0], bottom, wide, height), row.fill)
        self._across(bottom)

    def _across(self, y: float) -> None:
        self.flow.sheet.lines(
            [(self.lefts[0], y, self.lefts[-1], y)], self.look.rule_width, self.look.rule
        )

    def _close_edges(self) -> None:
        if self._edges:
            upright = [(x, self._edges_top, x, self.flow.y) for x in self._edges]
            self.flow.sheet.lines(upright, self.look.rule_width, self.look.rule)
        self._edges = ()

"""The cells of tables that were taken out of a page, drawn and tagged where its rows lie.

One table stays one Table over all its pages: its rows move to the first piece, the header is
read out once and drawn again as an artifact. Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.pdf.cells import Cell, Lines
from reports.pdf.objects import Ref, number, serialise
from reports.pdf.setting import Setter
from reports.pdf.sheet import Colour, box, rgb
from reports.rendering.inflow.carving import MARK, Carved, Placed
from reports.rendering.inflow.look import (
    HEAD_COLOUR,
    HEAD_FILL,
    HEAD_RULE,
    RULE,
    RULE_COLOUR,
)

POINTS = 0.75  # of a pixel of CSS
TOLERANCE = 0.6  # points between the width a table was set for and what it got


class WidthDiffers(Exception):
    """A table got another width than its words were broken for."""


@dataclass
class _Page:
    """What is added to a page."""

    reference: bytes
    height: float
    owners: list[Any]
    rules: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    font: tuple[bool, float] | None = None


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
        self.pdf = pdf
        self.carved = carved
        self.setter = setter
        self.tables = [_Table() for _ in carved]
        root = self._object(pdf.catalog["StructTreeRoot"])
        self.numbers = self._object(root["ParentTree"])["Nums"]
        regular = setter.face().font["hhea"]
        scale = setter.face().scale / 1000
        rise, fall = regular.ascent * scale, -regular.descent * scale
        self.base = (1.3 - rise - fall) / 2 + rise  # from the top of a line, in sizes

    def draw(self, document: Any) -> None:
        for place, laid_out in enumerate(document.pages):
            pieces = list(_tables(laid_out._page_box))  # noqa: SLF001 - no other way to boxes
            if not pieces:
                continue
            page = _Page(
                self.pdf.page_references[place],
                laid_out.height * POINTS,
                self.numbers[2 * place + 1],
            )
            for piece in pieces:
                self._piece(page, piece)
            self._add(page)
        self._fonts()

    # -- pieces of tables -----------------------------------------------------------------

    def _piece(self, page: _Page, piece: Any) -> None:
        at = int(piece.element.get(MARK))
        carved, table = self.carved[at], self.tables[at]
        if abs(piece.width * POINTS - carved.width) > TOLERANCE:
            raise WidthDiffers
        is_first = table.body is None
        for group in piece.children:
            for row in group.children:
                left, top = row.position_x * POINTS, page.height - row.position_y * POINTS
                line = self._object(row.children[0].mark["P"])
                if group.is_header:
                    self._head(page, carved, (left, top), line if is_first else None)
                    continue
                if table.body is None:
                    table.body = self._object(line["P"])
                self._move(table, line, is_first=is_first)
                self._row(page, carved, table.drawn, (left, top), line)
                table.drawn += 1

    def _move(self, table: _Table, line: Any, *, is_first: bool) -> None:
        """A row of a later piece goes to the first one, which loses the piece."""
        if is_first:
            return
        piece = self._object(self._object(line["P"])["P"])
        parent = self._object(piece["P"])
        if piece.reference in parent["K"]:
            parent["K"].remove(piece.reference)
        line["P"] = table.body.reference
        table.body["K"].append(line.reference)

    def _head(self, page: _Page, carved: Carved, at: tuple[float, float], line: Any | None) -> None:
        left, top = at
        height = max(one.top + one.height for one in carved.head)
        self._fill(page, (left, top - height, carved.width, height), HEAD_FILL)
        for one in carved.head:
            bottom = top - one.top - one.height
            is_low = one.top + one.height >= height - 0.01
            rule = (HEAD_RULE, HEAD_COLOUR) if is_low else (RULE, RULE_COLOUR)
            self._rule(page, left + one.left, bottom, one.width, rule)
        if line is None:
            page.words.append("/Artifact<</Type/Pagination/Subtype/Header>>BDC")
            for one in carved.head:
                self._head_words(page, carved, one, at)
            page.words.append("EMC")
            return
        lines = [line, *(self._row_element(line) for _ in range(carved.head_rows - 1))]
        for row in lines:
            row["K"].clear()
        for one in carved.head:
            self._begin(page, lines[one.row], one.cell, one.lines)
            self._head_words(page, carved, one, at)
            self._end(page, one.lines)

    def _row_element(self, like: Any) -> Any:
        """Another row of the header."""
        parent = self._object(like["P"])
        row = self._dictionary({**like, "K": self._array([])})
        parent["K"].append(row.reference)
        return row

    def _head_words(
        self, page: _Page, carved: Carved, one: Placed, at: tuple[float, float]
    ) -> None:
        look = carved.kind.look
        free = one.height - RULE - look.height(len(one.lines.words))
        sides = (at[0] + one.left, at[0] + one.left + one.width)
        self._words(page, carved, one.cell, one.lines, (sides, at[1] - one.top - free))

    def _row(
        self, page: _Page, carved: Carved, place: int, at: tuple[float, float], line: Any
    ) -> None:
        row, found = carved.rows[place], carved.lines[place]
        left, top = at
        height = carved.kind.look.height(max(len(one.words) for one in found)) + RULE
        if row.fill:
            self._fill(page, (left, top - height, carved.width, height), row.fill)
        if row.keep:
            self._rule(page, left, top, carved.width, (HEAD_RULE, HEAD_COLOUR))
        self._rule(page, left, top - height, carved.width, (RULE, RULE_COLOUR))
        line["K"].clear()
        column = 0
        for cell, lines in zip(row.cells, found, strict=True):
            end = column + cell.columns
            sides = (left + carved.lefts[column], left + carved.lefts[end])
            self._begin(page, line, cell, lines)
            self._words(page, carved, cell, lines, (sides, top))
            self._end(page, lines)
            column = end

    # -- words and rules ------------------------------------------------------------------

    def _begin(self, page: _Page, line: Any, cell: Cell, lines: Lines) -> None:
        """The element of a cell, and its mark where it says something."""
        kind = "TH" if cell.scope else "TD"
        said: dict[str, Any] = {"O": "/Table"}
        if cell.scope:
            said["Scope"] = f"/{cell.scope}"
        if cell.columns > 1:
            said["ColSpan"] = cell.columns
        if cell.rows > 1:
            said["RowSpan"] = cell.rows
        mark = len(page.owners)
        element = self._dictionary(
            {
                "Type": "/StructElem",
                "S": f"/{kind}",
                "K": self._array([mark] if lines.words else []),
                "Pg": page.reference,
                "P": line.reference,
                "A": self._plain(said),
            }
        )
        line["K"].append(element.reference)
        if lines.words:
            page.owners.append(element.reference)
            page.words.append(f"/{kind}<</MCID {mark}>>BDC")

    def _end(self, page: _Page, lines: Lines) -> None:
        if lines.words:
            page.words.append("EMC")

    def _words(
        self,
        page: _Page,
        carved: Carved,
        cell: Cell,
        found: Lines,
        place: tuple[tuple[float, float], float],
    ) -> None:
        look, setter = carved.kind.look, self.setter
        (left, right), top = place
        if found.words and page.font != (cell.bold, found.size):
            page.font = (cell.bold, found.size)
            page.words.append(f"/{setter.name(bold=cell.bold)} {number(found.size)} Tf")
        y = top - look.above - self.base * look.size
        for line in found.words:
            x = left + look.side
            if cell.align != "left":
                wide = setter.width(line.rstrip(" "), found.size, bold=cell.bold)
                x = (
                    (left + right - wide) / 2
                    if cell.align == "middle"
                    else right - look.side - wide
                )
            page.words.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            page.words.append(setter.shown(line, found.size, bold=cell.bold))
            y -= look.leading

    def _fill(self, page: _Page, area: tuple[float, float, float, float], colour: Colour) -> None:
        page.rules.append(f"{rgb(colour)} rg {box(area)} re f")

    def _rule(
        self, page: _Page, left: float, y: float, width: float, how: tuple[float, Colour]
    ) -> None:
        page.rules.append(f"{rgb(how[1])} rg {box((left, y - how[0] / 2, width, how[0]))} re f")

    def _add(self, page: _Page) -> None:
        """Behind what WeasyPrint drew, in coordinates of the page."""
        stream = self._object(self._object(page.reference)["Contents"]).stream
        stream.insert(0, b"q")
        ink = rgb(self.carved[0].kind.look.ink)
        drawn = ["Q", "/Artifact BMC", *page.rules, "EMC", "BT", f"{ink} rg", *page.words, "ET"]
        stream.append("\n".join(drawn).encode("ascii"))

    # -- objects --------------------------------------------------------------------------

    def _fonts(self) -> None:
        fonts = self.setter.write(_Objects(self.pdf))  # type: ignore[arg-type]
        seen: set[bytes] = set()
        for reference in self.pdf.page_references:
            resources = self._object(self._object(reference)["Resources"])
            if resources["Font"] in seen:
                continue
            seen.add(resources["Font"])
            known = self._object(resources["Font"])
            known |= {name: b"%d 0 R" % ref.number for name, ref in fonts.items()}

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _dictionary(self, values: Mapping[str, Any]) -> Any:
        found = self._plain(values)
        self.pdf.add_object(found)
        return found

    def _plain(self, values: Mapping[str, Any]) -> Any:
        from pydyf import Dictionary  # noqa: PLC0415 - comes with WeasyPrint

        return Dictionary(values)

    def _array(self, values: Sequence[Any]) -> Any:
        from pydyf import Array  # noqa: PLC0415

        return Array(values)


class _Objects:
    """WeasyPrint's file as the writer of fonts sees one."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf

    def add(self, value: Mapping[str, Any]) -> Ref:
        from pydyf import Dictionary  # noqa: PLC0415

        found = Dictionary({key: serialise(item) for key, item in value.items()})
        self.pdf.add_object(found)
        return Ref(found.number)

    def add_stream(self, data: bytes, entries: Mapping[str, Any] | None = None) -> Ref:
        from pydyf import Stream  # noqa: PLC0415

        extra = {key: serialise(item) for key, item in (entries or {}).items()}
        found = Stream([data], extra, compress=True)
        self.pdf.add_object(found)
        return Ref(found.number)


def _tables(found: Any) -> Iterator[Any]:
    """The pieces of drawn tables below a box, from top to bottom."""
    for kid in getattr(found, "children", ()):
        element = getattr(kid, "element", None)
        if element is not None and element.get(MARK) and hasattr(kid, "column_positions"):
            yield kid
        else:
            yield from _tables(kid)

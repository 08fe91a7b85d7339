"""Tables of a page taken out of it: empty rows of the right height are left in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from reports.pdf.cells import Cell, Lines, Row, set_cell
from reports.pdf.heads import places
from reports.pdf.setting import STRONG, WEAK, Setter
from reports.rendering.inflow.look import (
    HEAD_FILL,
    PAGE_WIDTH,
    RULE,
    TOTAL_FILL,
    Kind,
    column_widths,
    kind_of,
)

FEWEST = 2  # rows; a smaller table costs little as it is
MARK = "data-drawn"
PLAIN = (
    "html",
    "body",
    "main",
    "section",
    "article",
    "figure",
)  # a table in these is as wide as the page
SPACES = re.compile(r"\s+")
TALLEST = 560.0  # points; a taller row is laid out, so that it may go on over pages
SHOWN = ("l-program", "l-kegiatan", "total")


@dataclass(frozen=True)
class Placed:
    """A header cell: its lines, and the box it stands in, from the header's upper left."""

    cell: Cell
    lines: Lines
    row: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Carved:
    """A table to be drawn; lengths in points."""

    kind: Kind
    lefts: tuple[float, ...]
    head: tuple[Placed, ...]
    head_rows: int
    rows: tuple[Row, ...]
    lines: tuple[list[Lines], ...]

    @property
    def width(self) -> float:
        return self.lefts[-1]


class _Unfit(Exception):
    """The table holds what the writer does not draw."""


def carve(page: Element, setter: Setter) -> tuple[list[Carved], str]:
    """The tables taken out of a page, and a stylesheet for the rows left in their place."""
    if "wide" in _body_class(page):
        return [], ""
    carver = _Carver(setter)
    _walk(page, carver)
    return carver.found, carver.rules()


def _body_class(page: Element) -> list[str]:
    body = page if page.tag == "body" else page.find("body")
    return (body.get("class") or "").split() if body is not None else ["wide"]


def _walk(element: Element, carver: _Carver) -> None:
    for kid in element:
        if kid.tag == "table":
            carver.take(kid)
        elif kid.tag in PLAIN or kid.get("class") == "table-box":
            _walk(kid, carver)


class _Carver:
    def __init__(self, setter: Setter) -> None:
        self.setter = setter
        self.found: list[Carved] = []
        self.heights: dict[float, str] = {}

    def take(self, table: Element) -> None:
        kind = kind_of(_kind_name(table))
        if kind is None:
            return
        try:
            carved, heights = self._read(table, kind)
        except _Unfit:
            return
        table.set(MARK, str(len(self.found)))
        table.set("class", "drawn")
        self.found.append(carved)
        self._leave(table, heights)

    def rules(self) -> str:
        return (
            "table.drawn{font-size:1pt}table.drawn td{padding:0;border:0;background:none}"
            + "".join(f".{name}{{height:{height:.3f}pt}}" for height, name in self.heights.items())
        )

    def _leave(self, table: Element, heights: list[float]) -> None:
        """One column of empty cells: the header's first, then a row's each."""
        caption = table.find("caption")
        tail = table.tail
        for kid in list(table):
            if kid is not caption:
                table.remove(kid)
        table.tail = tail
        head = SubElement(SubElement(table, "thead"), "tr")
        SubElement(head, "td", {"class": self._name(heights[0])})
        body = SubElement(table, "tbody")
        for height in heights[1:]:
            SubElement(SubElement(body, "tr"), "td", {"class": self._name(height)})

    def _name(self, height: float) -> str:
        return self.heights.setdefault(round(height, 3), f"drawn-{len(self.heights)}")

    # -- reading --------------------------------------------------------------------------

    def _read(self, table: Element, kind: Kind) -> tuple[Carved, list[float]]:
        classes = (table.get("class") or "").split()
        body = [row for part in table.findall("tbody") for row in part.findall("tr")]
        head = [row for part in table.findall("thead") for row in part.findall("tr")]
        if len(body) < FEWEST or not head or table.find("tfoot") is not None:
            raise _Unfit
        widths = list(_widths(table, kind))
        lefts = [0.0]
        for width in widths:
            lefts.append(lefts[-1] + width)
        heads = [Row([_cell(cell, kind, is_head=True) for cell in row]) for row in head]
        placed, tall = self._head(heads, lefts, kind)
        rows = [_row(row, kind, programs="programs-only" not in classes) for row in body]
        lines = [self._lines(row, lefts, kind) for row in rows]
        heights = [kind.look.height(max(len(one.words) for one in found)) + RULE for found in lines]
        if max(heights) > TALLEST:
            raise _Unfit
        carved = Carved(kind, tuple(lefts), tuple(placed), len(heads), tuple(rows), tuple(lines))
        return carved, [tall, *heights]

    def _lines(self, row: Row, lefts: Sequence[float], kind: Kind) -> list[Lines]:
        found, place = [], 0
        for cell in row.cells:
            end = place + cell.columns
            if end >= len(lefts):
                raise _Unfit
            width = lefts[end] - lefts[place]
            found.append(set_cell(self.setter, kind.look, cell, width, kind.look.size))
            place = end
        if place != len(lefts) - 1:
            raise _Unfit
        return found

    def _head(
        self, rows: list[Row], lefts: Sequence[float], kind: Kind
    ) -> tuple[list[Placed], float]:
        look, found = kind.look, []
        for number, line in places(rows):
            for place, cell in line:
                if place + cell.columns >= len(lefts) or number + cell.rows > len(rows):
                    raise _Unfit
                width = lefts[place + cell.columns] - lefts[place]
                lines = set_cell(self.setter, look, cell, width, look.size)
                found.append((number, place, width, cell, lines))
        heights = [0.0] * len(rows)
        for number, _, _, cell, lines in sorted(found, key=lambda one: one[3].rows):
            last = number + cell.rows
            missing = look.height(len(lines.words)) + RULE - sum(heights[number:last])
            if missing > 0:
                heights[last - 1] += missing
        placed = [
            Placed(
                cell=cell,
                lines=lines,
                row=number,
                left=lefts[place],
                top=sum(heights[:number]),
                width=width,
                height=sum(heights[number : number + cell.rows]),
            )
            for number, place, width, cell, lines in found
        ]
        return placed, sum(heights)


def _kind_name(table: Element) -> str:
    names = [name for name in (table.get("class") or "").split() if name != "programs-only"]
    return " ".join(names)


def _widths(table: Element, kind: Kind) -> Iterator[float]:
    """Of the columns; those that say nothing share what is left, as in a fixed table."""
    known = column_widths()
    group = table.find("colgroup")
    columns = list(group) if group is not None else _silent(table)
    found: list[float | None] = []
    for column in columns:
        name = column.get("class") or ""
        own = known.get((kind.name, name), known.get(("", name)))
        if (name and own is None) or set(column.attrib) - {"class"}:
            raise _Unfit
        found.append(own)
    said = sum(width or 0 for width in found)
    silent = sum(width is None for width in found)
    if silent and said >= 100:
        raise _Unfit
    share = (100 - said) / silent if silent else 0.0
    whole = 100.0 if silent else said
    yield from (PAGE_WIDTH * (share if width is None else width) / whole for width in found)


def _silent(table: Element) -> list[Element]:
    """Columns of a table that says nothing of them: as many as its first row takes."""
    first = next(table.iter("tr"), ())
    return [Element("col") for cell in first for _ in range(int(cell.get("colspan") or 1))]


def _row(row: Element, kind: Kind, *, programs: bool) -> Row:
    names = (row.get("class") or "").split()
    if set(row.attrib) - {"class"}:
        raise _Unfit
    is_program = kind.is_measured and programs and "l-program" in names
    is_strong = is_program or "total" in names
    is_named = kind.is_measured and "l-kegiatan" in names
    fill = HEAD_FILL if is_program else TOTAL_FILL if "total" in names else None
    cells = [
        _cell(cell, kind, is_strong=is_strong or (is_named and cell.tag == "th")) for cell in row
    ]
    return Row(cells, fill, keep=1 if "total" in names else 0)


def _cell(cell: Any, kind: Kind, *, is_head: bool = False, is_strong: bool = False) -> Cell:
    names = (cell.get("class") or "").split()
    if cell.tag not in ("td", "th") or set(cell.attrib) - {"class", "scope", "colspan", "rowspan"}:
        raise _Unfit
    if set(names) - {"n", "c"} or (not is_head and cell.get("rowspan", "1") != "1"):
        raise _Unfit
    is_number = "n" in names
    return Cell(
        _text(cell),
        int(cell.get("colspan") or 1),
        int(cell.get("rowspan") or 1),
        align="right" if is_number else "middle" if "c" in names else "left",
        bold=is_strong or (is_head and cell.tag == "th"),
        scope=("Column" if is_head else "Row") if cell.tag == "th" else "",
        is_figure=is_number and not is_head and (kind.is_measured or is_strong),
    )


def _text(cell: Element) -> str:
    """Words, line breaks and strong words; anything else is markup the writer does not draw."""
    return "\n".join(line.strip() for line in "".join(_words(cell)).split("\n")).strip()


def _words(element: Element) -> Iterator[str]:
    yield SPACES.sub(" ", element.text or "")
    for kid in element:
        if kid.tag == "br" and not len(kid):
            yield "\n"
        elif kid.tag == "strong" and not kid.attrib:
            yield from (STRONG, *_words(kid), WEAK)
        else:
            raise _Unfit
        yield SPACES.sub(" ", kid.tail or "")

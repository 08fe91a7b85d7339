"""Very large forms drawn on a canvas: thousands of rows in seconds, in little memory.

Layout engines need about a millisecond a cell and some megabytes a page; a city's form has
a hundred thousand cells. The canvas draws what `PrintedTable` says and keeps one page. It
writes no structure tree: the tagged file for assistive software is the HTML or the XLSX of
the same data, which the document's page offers beside it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from reports.definitions import ReportData
from reports.rendering.canvas_closing import draw_closing, draw_notes, kept_rows
from reports.rendering.canvas_frame import Frame
from reports.rendering.canvas_head import Head
from reports.rendering.canvas_look import (
    BOTTOM,
    GREY,
    HEAD_FILL,
    INK,
    LEADING,
    LEFT,
    LINE,
    MM,
    PAD,
    PAGE,
    RIGHT,
    SIZE,
    SOFT_FILL,
    TOP,
    clean,
    draw_figure,
    fonts,
    height_of,
    wrapped,
)
from reports.rendering.printed import PrintedRow, PrintedTable, printed_tables

TOTAL = "jumlah-halaman"
KEPT = 20_000  # wrapped texts remembered
BOLD = ("heading", "strong", "total")
UNDER_HEADING = 24 * MM  # room for headings below it and a first row
STORY = 0.22  # of the width: what a long text is


def render_canvas(data: ReportData, frame: Frame) -> tuple[bytes, int]:
    """The PDF of all printed tables of a report and its number of pages."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - slow to import

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE, pageCompression=1, initialFontName=fonts()[0], lang="id")
    canvas.setTitle(data.title)
    canvas.setSubject(data.subtitle)
    canvas.setAuthor(frame.city)
    pages = _Pages(canvas, data, frame)
    pages.letterhead()
    found = [printed for table in data.tables for printed in printed_tables(table)]
    for number, printed in enumerate(found):
        pages.table(printed, is_first=number == 0, is_last=number == len(found) - 1)
    draw_closing(pages)
    canvas.showPage()
    pages.total()
    canvas.save()
    return target.getvalue(), pages.number


@dataclass
class _Pages:
    """Where the pen is, and what has to be repeated on the next page."""

    canvas: Any
    data: ReportData
    frame: Frame
    number: int = 1
    y: float = PAGE[1] - TOP
    widths: tuple[float, ...] = ()
    lefts: list[float] = field(default_factory=list)
    rooms: list[tuple[float, float]] = field(default_factory=list)
    known: dict[tuple[str, bool, float], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plain, self.bold = fonts()
        self._foot()

    # -- pages ----------------------------------------------------------------------------

    def _foot(self) -> None:
        c = self.canvas
        c.setFillColorRGB(*GREY)
        c.setFont(self.plain, 6.5)
        c.drawString(LEFT, 7 * MM, f"{self.frame.code} · {self.frame.printed}".strip(" ·"))
        c.drawRightString(PAGE[0] - RIGHT - 6 * MM, 7 * MM, f"Halaman {self.number} dari")
        c.doForm(TOTAL)  # drawn when the number of pages is known
        c.drawRightString(PAGE[0] - RIGHT, PAGE[1] - 8 * MM, self.data.title)
        if self.frame.is_demo:
            c.drawString(LEFT, PAGE[1] - 8 * MM, "Data demonstrasi, bukan data resmi")
        if self.data.is_draft:
            c.saveState()
            c.setFillColorRGB(0.93, 0.93, 0.93)
            c.setFont(self.bold, 120)
            c.translate(PAGE[0] / 2, PAGE[1] / 2)
            c.rotate(28)
            c.drawCentredString(0, 0, "DRAF")
            c.restoreState()
        c.setFillColorRGB(*INK)

    def turn(self) -> None:
        self.canvas.showPage()
        self.number += 1
        self.y = PAGE[1] - TOP
        self._foot()

    def need(self, height: float) -> bool:
        """Turn the page when less than this is left; says whether it turned."""
        if self.y - height >= BOTTOM:
            return False
        self.turn()
        return True

    def total(self) -> None:
        """The number of pages, shown by every page through one shared form."""
        c = self.canvas
        c.beginForm(TOTAL, 0, 0, *PAGE)
        c.setFillColorRGB(*GREY)
        c.setFont(self.plain, 6.5)
        c.drawString(PAGE[0] - RIGHT - 5.2 * MM, 7 * MM, str(self.number))
        c.endForm()

    # -- parts ----------------------------------------------------------------------------

    def letterhead(self) -> None:
        unit = getattr(self.data.letterhead, "name", "")
        self.line(f"PEMERINTAH {self.frame.city.upper()}", 10)
        if unit:
            self.line(unit.upper(), 13, bold=True)
        self.canvas.setStrokeColorRGB(0.118, 0.129, 0.345)
        self.canvas.setLineWidth(1.6)
        self.canvas.line(LEFT, self.y, PAGE[0] - RIGHT, self.y)
        self.y -= 7 * MM
        self.line(self.data.subtitle or self.data.title, 11, bold=True)
        self.y -= 2 * MM

    def line(self, text: str, size: float, *, bold: bool = False) -> None:
        self.canvas.setFont(self.bold if bold else self.plain, size)
        self.y -= size
        self.canvas.drawCentredString(PAGE[0] / 2, self.y, clean(text))
        self.y -= size * 0.45

    def table(self, table: PrintedTable, *, is_first: bool, is_last: bool = False) -> None:
        room = PAGE[0] - LEFT - RIGHT
        self.widths = tuple(room * share / 100 for share in table.widths)
        self.lefts = [LEFT + sum(self.widths[:i]) for i in range(len(self.widths))]
        self.rooms = list(zip(self.lefts, self.widths, strict=True))
        if table.part > 1:
            self.turn()
        elif not is_first:
            self.need(40 * MM)
            self.y -= 6 * MM
        self.canvas.bookmarkPage(table.name)
        self.canvas.addOutlineEntry(clean(table.title), table.name, 0)
        self.canvas.setFont(self.bold, 8)
        self.y -= 8
        self.canvas.drawString(LEFT, self.y, clean(table.title))
        self.y -= 3
        self.head(table)
        rows = kept_rows(self, table) if is_last else table.rows()
        for number, row in enumerate(rows):
            self._row(table, row, number)
        draw_notes(self, table, is_last=is_last)

    def head(self, table: PrintedTable) -> None:
        Head(table, self).draw()

    def _row(self, table: PrintedTable, row: PrintedRow, number: int) -> None:
        if row.style == "story":
            self._story(table, row)
            return
        is_bold = row.style in BOLD
        rooms = self._rooms(row)
        lines = self.lines(row)
        height = height_of(lines)
        if self.need(height + (UNDER_HEADING if row.style == "heading" else 0)):
            self.head(table)
        if row.style == "heading" and row.cells:
            self._outline(table, row, number)
        fill = {"heading": HEAD_FILL, "strong": SOFT_FILL, "total": SOFT_FILL}.get(row.style)
        self._grid(height, fill, [left for left, _ in rooms])
        self.canvas.setFont(self.bold if is_bold else self.plain, SIZE)
        for room, cell, found in zip(rooms, row.cells, lines, strict=True):
            self._text(room, found, is_number=cell.is_number)
        self.y -= height

    def lines(self, row: PrintedRow) -> list[list[str]]:
        """The lines of every cell of a row, or of a long text and what it is."""
        if row.style == "story":
            room = PAGE[0] - LEFT - RIGHT
            label = self.wrap(row.label, room * STORY, is_bold=True)
            return [label, self.wrap(row.text, room * (1 - STORY))]
        return [
            self.wrap(cell.text, width, is_bold=row.style in BOLD, is_number=cell.is_number)
            for cell, (_, width) in zip(row.cells, self._rooms(row), strict=True)
        ]

    def _rooms(self, row: PrintedRow) -> list[tuple[float, float]]:
        """Left edge and width of every cell; a label may take several columns."""
        if row.style != "total":
            return self.rooms
        found, place = [], 0
        for cell in row.cells:
            end = place + cell.columns
            found.append((self.lefts[place], sum(self.widths[place:end])))
            place = end
        return found

    def _outline(self, table: PrintedTable, row: PrintedRow, number: int) -> None:
        key = f"{table.name}-{number}"
        title = row.cells[table.label_at].text or row.cells[0].text
        self.canvas.bookmarkHorizontal(key, 0, self.y + 4)
        self.canvas.addOutlineEntry(clean(title)[:90] or table.title, key, 1)

    def _story(self, table: PrintedTable, row: PrintedRow) -> None:
        room = PAGE[0] - LEFT - RIGHT
        first = room * STORY
        label, text = found = self.lines(row)
        height = height_of(found)
        if self.need(height):
            self.head(table)
        self._boxes([(LEFT, first, SOFT_FILL), (LEFT + first, room - first, None)], height)
        for left, found, font in (
            (LEFT, label, self.bold),
            (LEFT + first, text, self.plain),
        ):
            self.canvas.setFont(font, SIZE)
            for n, words in enumerate(found):
                self.canvas.drawString(left + PAD, self.y - PAD - SIZE - n * LEADING, words)
        self.y -= height

    def _grid(
        self, height: float, fill: tuple[float, float, float] | None, lefts: list[float]
    ) -> None:
        c = self.canvas
        if fill:
            c.setFillColorRGB(*fill)
            c.rect(LEFT, self.y - height, sum(self.widths), height, stroke=0, fill=1)
            c.setFillColorRGB(*INK)
        c.setStrokeColorRGB(*LINE)
        c.setLineWidth(0.3)
        bottom, right = self.y - height, LEFT + sum(self.widths)
        lines = [(left, self.y, left, bottom) for left in (*lefts, right)]
        lines += [(LEFT, self.y, right, self.y), (LEFT, bottom, right, bottom)]
        c.lines(lines)

    def _boxes(self, boxes: list, height: float) -> None:
        c = self.canvas
        c.setStrokeColorRGB(*LINE)
        c.setLineWidth(0.3)
        for left, width, fill in boxes:
            if fill:
                c.setFillColorRGB(*fill)
            c.rect(left, self.y - height, width, height, stroke=1, fill=1 if fill else 0)
            c.setFillColorRGB(*INK)

    def _text(self, room: tuple[float, float], found: list[str], *, is_number: bool) -> None:
        left, width = room
        base = self.y - PAD - SIZE
        if is_number:
            draw_figure(self.canvas, left + width - PAD, base, "".join(found), width - 2 * PAD)
            return
        for n, words in enumerate(found):
            self.canvas.drawString(left + PAD, base - n * LEADING, words)

    # -- words ----------------------------------------------------------------------------

    def wrap(
        self,
        text: str,
        width: float,
        *,
        is_bold: bool = False,
        is_number: bool = False,
        size: float = SIZE,
    ) -> list[str]:
        """The lines of a text in a cell; what repeats on many rows is measured once."""
        if not text:
            return []
        if is_number:
            return [text]  # a figure is never broken; `_text` makes it fit
        key = (text, is_bold, width)
        found = self.known.get(key)
        if found is None:
            font = self.bold if is_bold else self.plain
            found = wrapped(clean(text), font, size, width - 2 * PAD, self.canvas)
            if len(self.known) > KEPT:
                self.known.clear()
            self.known[key] = found
        return found

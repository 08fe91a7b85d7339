"""Very large forms drawn on a canvas: thousands of rows in seconds, in little memory.

Layout engines need about a millisecond a cell and some megabytes a page; a city's form has
a hundred thousand cells. The canvas draws what `PrintedTable` says and keeps one page. It
writes no structure tree: the tagged file for assistive software is the HTML or the XLSX of
the same data, which the document's page offers beside it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont as FontFile

from reports.definitions import ReportData
from reports.rendering.printed import PrintedRow, PrintedTable, printed_tables
from reports.rendering.static import static_root

MM = 72 / 25.4
PAGE = (420 * MM, 297 * MM)  # A3 landscape
LEFT, RIGHT, TOP, BOTTOM = 10 * MM, 10 * MM, 12 * MM, 14 * MM
SIZE, LEADING, PAD = 5.9, 7.1, 1.6
HEAD_FILL, SOFT_FILL = (0.914, 0.914, 0.957), (0.965, 0.965, 0.984)
INK, GREY, LINE = (0.1, 0.1, 0.14), (0.33, 0.33, 0.33), (0.47, 0.46, 0.54)
TOTAL = "jumlah-halaman"
KEPT = 20_000  # wrapped texts remembered
REPLACED = {"≥": ">=", "≤": "<=", "→": "->", "≈": "~"}


@dataclass(frozen=True)
class Frame:
    """What stands on every page beside the rows."""

    city: str
    code: str
    printed: str
    verify_url: str
    qr: Any  # a segno symbol, or None
    is_demo: bool = False


@cache
def _fonts() -> tuple[str, str]:
    """The portal's typeface, unpacked once per process for the canvas."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - slow to import
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    names = []
    for weight in ("400", "700"):
        path = static_root() / f"fonts/plus-jakarta-sans-latin-{weight}-normal.woff2"
        font = FontFile(path)
        font.flavor = None
        unpacked = io.BytesIO()
        font.save(unpacked)
        unpacked.seek(0)
        name = f"Jakarta{weight}"
        pdfmetrics.registerFont(TTFont(name, unpacked))
        names.append(name)
    return names[0], names[1]


def render_canvas(data: ReportData, frame: Frame) -> tuple[bytes, int]:
    """The PDF of all printed tables of a report and its number of pages."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - slow to import

    target = io.BytesIO()
    canvas = Canvas(
        target, pagesize=PAGE, pageCompression=1, initialFontName=_fonts()[0], lang="id"
    )
    canvas.setTitle(data.title)
    canvas.setSubject(data.subtitle)
    canvas.setAuthor(frame.city)
    pages = _Pages(canvas, data, frame)
    pages.letterhead()
    found = [printed for table in data.tables for printed in printed_tables(table)]
    for number, printed in enumerate(found):
        pages.table(printed, is_first=number == 0)
    pages.closing()
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
    known: dict[tuple[str, bool, float], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plain, self.bold = _fonts()
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

    def table(self, table: PrintedTable, *, is_first: bool) -> None:
        room = PAGE[0] - LEFT - RIGHT
        self.widths = tuple(room * share / 100 for share in table.widths)
        self.lefts = [LEFT + sum(self.widths[:i]) for i in range(len(self.widths))]
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
        self._head(table)
        for number, row in enumerate(table.rows()):
            self._row(table, row, number)
        self._notes(table)

    def _head(self, table: PrintedTable) -> None:
        rows = [_Head(table, self)]
        for head in rows:
            head.draw()

    def _row(self, table: PrintedTable, row: PrintedRow, number: int) -> None:
        if row.style == "story":
            self._story(table, row)
            return
        is_bold = row.style in ("heading", "strong", "total")
        lines = [
            self.wrap(cell.text, width, is_bold=is_bold, is_number=cell.is_number)
            for cell, width in zip(row.cells, self.widths, strict=True)
        ]
        height = max(1, *(len(found) for found in lines)) * LEADING + 2 * PAD
        if self.need(height):
            self._head(table)
        if row.style == "heading" and row.cells:
            self._outline(table, row, number)
        fill = {"heading": HEAD_FILL, "strong": SOFT_FILL, "total": SOFT_FILL}.get(row.style)
        self._grid(height, fill)
        self.canvas.setFont(self.bold if is_bold else self.plain, SIZE)
        for place, (cell, found) in enumerate(zip(row.cells, lines, strict=True)):
            self._text(place, found, is_number=cell.is_number)
        self.y -= height

    def _outline(self, table: PrintedTable, row: PrintedRow, number: int) -> None:
        key = f"{table.name}-{number}"
        title = row.cells[table.label_at].text or row.cells[0].text
        self.canvas.bookmarkHorizontal(key, 0, self.y + 4)
        self.canvas.addOutlineEntry(clean(title)[:90] or table.title, key, 1)

    def _story(self, table: PrintedTable, row: PrintedRow) -> None:
        room = PAGE[0] - LEFT - RIGHT
        first = room * 0.22
        label = self.wrap(row.label, first, is_bold=True)
        text = self.wrap(row.text, room - first)
        height = max(len(label), len(text)) * LEADING + 2 * PAD
        if self.need(height):
            self._head(table)
        self._boxes([(LEFT, first, SOFT_FILL), (LEFT + first, room - first, None)], height)
        for left, found, font in (
            (LEFT, label, self.bold),
            (LEFT + first, text, self.plain),
        ):
            self.canvas.setFont(font, SIZE)
            for n, words in enumerate(found):
                self.canvas.drawString(left + PAD, self.y - PAD - SIZE - n * LEADING, words)
        self.y -= height

    def _grid(self, height: float, fill: tuple[float, float, float] | None) -> None:
        c = self.canvas
        if fill:
            c.setFillColorRGB(*fill)
            c.rect(LEFT, self.y - height, sum(self.widths), height, stroke=0, fill=1)
            c.setFillColorRGB(*INK)
        c.setStrokeColorRGB(*LINE)
        c.setLineWidth(0.3)
        bottom, right = self.y - height, LEFT + sum(self.widths)
        lines = [(left, self.y, left, bottom) for left in (*self.lefts, right)]
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

    def _text(self, place: int, found: list[str], *, is_number: bool) -> None:
        left, width = self.lefts[place], self.widths[place]
        base = self.y - PAD - SIZE
        if is_number:
            self._figure(left + width - PAD, base, "".join(found), width - 2 * PAD)
            return
        for n, words in enumerate(found):
            self.canvas.drawString(left + PAD, base - n * LEADING, words)

    def _figure(self, right: float, base: float, text: str, room: float) -> None:
        """A number on one line, in smaller type where its column is narrow."""
        if not text:
            return
        c = self.canvas
        font = c._fontname  # noqa: SLF001 - the font the row is drawn in
        wide = c.stringWidth(text, font, SIZE)
        if wide <= room:
            c.drawRightString(right, base, text)
            return
        c.setFont(font, SIZE * room / wide)
        c.drawRightString(right, base, text)
        c.setFont(font, SIZE)

    def _notes(self, table: PrintedTable) -> None:
        self.canvas.setFont(self.plain, 6.4)
        self.y -= 2 * PAD
        room = PAGE[0] - LEFT - RIGHT
        for note in table.notes:
            for words in self.wrap(f"• {note}", room, size=6.4):
                if self.need(9):
                    self.canvas.setFont(self.plain, 6.4)
                self.y -= 8.5
                self.canvas.drawString(LEFT, self.y, words)

    def closing(self) -> None:
        """Signatures side by side, then the way to check the document."""
        self.need(55 * MM)
        self.y -= 8 * MM
        signers = self.data.signers
        slot = (PAGE[0] - LEFT - RIGHT) / max(1, len(signers))
        for place, signer in enumerate(signers):
            middle, y = LEFT + slot * (place + 0.5), self.y
            is_last = place == len(signers) - 1
            parts = [
                (self.data.place_date if is_last else "", self.plain, 11),
                (f"{signer.heading}," if signer.heading else "", self.plain, 11),
                (signer.position, self.plain, 48),
                (signer.name or "……………………………", self.bold, 11),
                (signer.rank, self.plain, 11),
                (
                    f"NIP. {signer.employee_number}" if signer.employee_number else "",
                    self.plain,
                    11,
                ),
            ]
            for text, font, down in parts:
                self.canvas.setFont(font, 8.5)
                self.canvas.drawCentredString(middle, y, clean(text))
                y -= down
        self.y -= 110
        self._verification()

    def _verification(self) -> None:
        frame = self.frame
        if not frame.code or frame.qr is None:
            return
        self.need(26 * MM)
        size = 22 * MM
        matrix = [list(row) for row in frame.qr.matrix]
        step = size / len(matrix)
        top = self.y
        self.canvas.setFillColorRGB(0, 0, 0)
        for r, row in enumerate(matrix):
            for col, dark in enumerate(row):
                if dark:
                    self.canvas.rect(
                        LEFT + col * step, top - (r + 1) * step, step, step, stroke=0, fill=1
                    )
        texts = (
            f"Kode dokumen {frame.code}",
            f"Pindai kode QR atau buka {frame.verify_url}",
            "untuk memeriksa keaslian dan kesesuaian data.",
        )
        self.canvas.setFont(self.plain, 7.5)
        for n, text in enumerate(texts):
            self.canvas.drawString(LEFT + size + 4 * MM, top - 10 * MM - n * 10, text)

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
            found = _wrapped(clean(text), font, size, width - 2 * PAD, self.canvas)
            if len(self.known) > KEPT:
                self.known.clear()
            self.known[key] = found
        return found


@dataclass
class _Head:
    """The header of a table: groups above, titles below, the form's numbers last."""

    table: PrintedTable
    pages: _Pages

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
        numbers = self.table.numbers
        while place < len(numbers):
            columns = 1
            while (
                numbers[place]
                and place + columns < len(numbers)
                and numbers[place + columns] == numbers[place]
            ):
                columns += 1
            width = sum(p.widths[place : place + columns])
            self._box(p.lefts[place], p.y, width, height, SOFT_FILL)
            p.canvas.drawCentredString(p.lefts[place] + width / 2, p.y - 6, numbers[place])
            place += columns
        p.y -= height


def clean(text: str) -> str:
    """Signs the typeface lacks are written with those it has."""
    for sign, other in REPLACED.items():
        text = text.replace(sign, other)
    return text


def _wrapped(text: str, font: str, size: float, width: float, canvas: Any) -> list[str]:
    measure = canvas.stringWidth
    if measure(text, font, size) <= width and "\n" not in text:
        return [text]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            trial = f"{line} {word}".strip()
            if measure(trial, font, size) <= width:
                line = trial
                continue
            if line:
                lines.append(line)
            line = word
            while measure(line, font, size) > width and len(line) > 1:
                cut = _cut(line, font, size, width, measure)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _cut(word: str, font: str, size: float, width: float, measure: Any) -> int:
    """How many letters of a word that is wider than its column fit."""
    for length in range(len(word) - 1, 1, -1):
        if measure(word[:length], font, size) <= width:
            return length
    return 1

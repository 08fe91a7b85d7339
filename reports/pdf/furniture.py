"""What is drawn on every page of a joined document: header, footer, watermark; once, its stamp.

Header, footer and watermark are artifacts, which no reader speaks. The stamp (code, QR symbol,
what was printed when) is content and has its elements. Measures are those of the print stylesheet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reports.pdf.fonts import Programs, Typeface
from reports.pdf.objects import Name, Ref, number
from reports.pdf.part import PartPage, Place
from reports.pdf.setting import Setter
from reports.pdf.structure import Structure

MM = 72 / 25.4
HALF_HEIGHT = 0.408  # from the middle of a line to its base, as a share of the size
LINE = 1.26  # a line with nothing said of its height, as a share of the size
INK, GREY, RED, BLACK = (0.2, 0.2, 0.2), (0.333, 0.333, 0.333), (0.541, 0.122, 0.114), (0, 0, 0)
STAMP_INK = (0.102, 0.102, 0.141)
CODE_SIZE, PAGE_SIZE, TITLE_SIZE, DEMO_SIZE = 6.5, 7.5, 7.0, 6.5
WATERMARK_SIZE, WATERMARK_TURN, WATERMARK_TOP = 90.0, 28.0, 0.4
GAP = 4 * MM
STAMP_SIDE, STAMP_GAP, STAMP_SIZE, STAMP_LEADING = 24 * MM, 4 * MM, 7.6, 1.4


class Margins(NamedTuple):
    top: float
    right: float
    bottom: float
    left: float


UPRIGHT = Margins(22 * MM, 20 * MM, 22 * MM, 25 * MM)
WIDE = Margins(12 * MM, 10 * MM, 14 * MM, 10 * MM)


@dataclass(frozen=True)
class Frame:
    """The words of header and footer; empty ones are not drawn."""

    code: str = ""
    title: str = ""
    demo: str = ""
    watermark: str = ""


@dataclass(frozen=True)
class Stamp:
    """How the document is verified, drawn at an anchor: lines of (text, is it strong)."""

    anchor: str
    lines: Sequence[Sequence[tuple[str, bool]]]
    symbol: Sequence[Sequence[bool]]  # rows of the QR symbol, its quiet border included
    symbol_said: str


class Resources(NamedTuple):
    fonts: dict[str, Ref]
    states: dict[str, Any]


class Furnisher:
    """Draws on the pages of one document."""

    def __init__(
        self,
        programs: Programs,
        typeface: Typeface,
        frame: Frame,
        total: int,
        stamp: Stamp | None,
    ) -> None:
        self.writer = writer = programs.writer
        self.frame = frame
        self.total = total
        self.stamp = stamp
        self.setter = Setter(typeface)
        self._note_signs()
        self.fonts = self.setter.write(writer, programs)
        self.before = writer.add_stream(b"q\n", compress=False)
        self._stamped: dict[Ref, str] = {}

    @property
    def stamp_anchor(self) -> str:
        return self.stamp.anchor if self.stamp else ""

    def resources(self) -> Resources:
        states = {"Wm": {"ca": 0.06, "CA": 0.06}} if self.frame.watermark else {}
        return Resources(self.fonts, states)

    def around(self, ref: Ref, page: PartPage, place: int, *, is_bare: bool) -> list[Ref]:
        """Content streams before and after those of a page; `place` is its number from 1."""
        drawn = [] if is_bare else self._header(page, place) + self._footer(page, place)
        if self.frame.watermark:
            drawn.append(self._watermark(page))
        drawn.append(self._stamped.pop(ref, ""))
        content = "Q\n" + "\n".join(part for part in drawn if part)
        return [self.before, self.writer.add_stream(content.encode("ascii"))]

    def _note_signs(self) -> None:
        """Fonts are written before the pages: all signs are known by then."""
        frame = self.frame
        for text in (frame.code, frame.title, frame.demo):
            self.setter.shown(text, 1)
        self.setter.shown(frame.watermark, 1, bold=True)
        for line in self.stamp.lines if self.stamp else ():
            for text, bold in line:
                self.setter.shown(text, 1, bold=bold)

    def _header(self, page: PartPage, place: int) -> list[str]:
        margins = _margins(page)
        middle = page.height - margins.top / 2
        left, right = margins.left, page.width - margins.right
        drawn = []
        room = right - left
        if self.frame.demo:
            drawn.append(self._text(self.frame.demo, DEMO_SIZE, RED, (left, middle)))
            room -= self.setter.width(self.frame.demo, DEMO_SIZE) + GAP
        if self.frame.title and place > 1:
            lines = [t.rstrip() for t in self.setter.wrap(self.frame.title, TITLE_SIZE, room)]
            top = middle + (len(lines) - 1) / 2 * TITLE_SIZE * LINE
            for at, line in enumerate(lines):
                base = top - at * TITLE_SIZE * LINE
                x = right - self.setter.width(line, TITLE_SIZE)
                drawn.append(self._text(line, TITLE_SIZE, GREY, (x, base)))
        return _artifact("Header", drawn)

    def _footer(self, page: PartPage, place: int) -> list[str]:
        margins = _margins(page)
        middle, right = margins.bottom / 2, page.width - margins.right
        said = f"Halaman {place} dari {self.total}"
        x = right - self.setter.width(said, PAGE_SIZE)
        drawn = [self._text(said, PAGE_SIZE, INK, (x, middle))]
        if self.frame.code:
            drawn.append(self._text(self.frame.code, CODE_SIZE, GREY, (margins.left, middle)))
        return _artifact("Footer", drawn)

    def _text(self, text: str, size: float, ink: tuple[float, ...], at: tuple[float, float]) -> str:
        """A line whose middle is at this height."""
        pen = f"{_numbers(at[0], at[1] - size * HALF_HEIGHT)} Td"
        return f"BT {_numbers(*ink)} rg /{self.setter.name()} {size:g} Tf {pen} {self.setter.shown(text, size)} ET"

    def _watermark(self, page: PartPage) -> str:
        margins = _margins(page)
        inner = page.height - margins.top - margins.bottom
        x = (margins.left + page.width - margins.right) / 2
        y = page.height - margins.top - inner * WATERMARK_TOP - WATERMARK_SIZE * LINE / 2
        text, size = self.frame.watermark, WATERMARK_SIZE
        cos, sin = (f(math.radians(WATERMARK_TURN)) for f in (math.cos, math.sin))
        half, drop = self.setter.width(text, size, bold=True) / 2, size * HALF_HEIGHT
        start = (x - half * cos + drop * sin, y - half * sin - drop * cos)
        matrix = " ".join(f"{value:.5f}" for value in (cos, sin, -sin, cos))
        drawn = (
            f"q /Wm gs {_numbers(*BLACK)} rg BT /{self.setter.name(bold=True)} {size:g} Tf "
            f"{matrix} {_numbers(*start)} Tm {self.setter.shown(text, size, bold=True)} ET Q"
        )
        return "\n".join(_artifact("Watermark", [drawn]))

    def place_stamp(self, structure: Structure, ref: Ref, page: PartPage, place: Place) -> bytes:
        """Draw the stamp on this page; the elements that its marks belong to, serialised."""
        stamp = self.stamp
        if stamp is None:
            return b""
        box = (place.x, place.y - STAMP_SIDE, place.x + STAMP_SIDE, place.y)
        layout = {"O": Name("Layout"), "BBox": box, "Placement": Name("Block")}
        figure = structure.begin("Figure", Alt=stamp.symbol_said, A=layout)
        words = structure.begin("P")
        for at, element in enumerate((figure, words)):
            element.page = ref
            element.kids.append(b"%d" % (page.marks + at))
            structure.end(element)
        self._stamped[ref] = (
            f"/Figure<</MCID {page.marks}>>BDC {_symbol(stamp.symbol, box)} EMC\n"
            f"/P<</MCID {page.marks + 1}>>BDC {self._stamp_words(stamp, place)} EMC"
        )
        return b" %d 0 R %d 0 R" % (figure.ref.number, words.ref.number)

    def _stamp_words(self, stamp: Stamp, place: Place) -> str:
        leading, x = STAMP_SIZE * STAMP_LEADING, place.x + STAMP_SIDE + STAMP_GAP
        middle = place.y - STAMP_SIDE / 2
        y = middle + (len(stamp.lines) - 1) / 2 * leading - STAMP_SIZE * HALF_HEIGHT
        drawn = [f"BT {_numbers(*STAMP_INK)} rg {_numbers(x, y)} Td {_numbers(leading)} TL"]
        for line in stamp.lines:
            for text, bold in line:
                drawn.append(f"/{self.setter.name(bold=bold)} {STAMP_SIZE:g} Tf")
                drawn.append(self.setter.shown(text, STAMP_SIZE, bold=bold))
            drawn.append("T*")
        return " ".join([*drawn, "ET"])


def _margins(page: PartPage) -> Margins:
    return WIDE if page.width > page.height else UPRIGHT


def _artifact(kind: str, drawn: list[str]) -> list[str]:
    if not drawn:
        return []
    return [f"/Artifact<</Type/Pagination/Subtype/{kind}>>BDC", *drawn, "EMC"]


def _symbol(rows: Sequence[Sequence[bool]], box: tuple[float, float, float, float]) -> str:
    """Dark squares as runs of each row."""
    side = (box[2] - box[0]) / len(rows)
    drawn = ["0 g"]
    for down, row in enumerate(rows):
        start = None
        for across, dark in enumerate([*row, False]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                x, y = box[0] + start * side, box[3] - (down + 1) * side
                drawn.append(f"{_numbers(x, y, (across - start) * side, side)} re")
                start = None
    return " ".join([*drawn, "f"])


def _numbers(*values: float) -> str:
    return " ".join(number(value) for value in values)

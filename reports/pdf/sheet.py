"""A page: text with its place in the structure, everything else as artifacts.

Lengths are points, y runs upwards. What is drawn lies in layers: fills and rules, pictures, words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reports.pdf.objects import Ref, number
from reports.pdf.setting import Setter
from reports.pdf.structure import Element, Marks, Structure

MM = 72 / 25.4
Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, width, height
BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True)
class Style:
    """Size and leading in points; `align` is where x stands: left, middle or right."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = BLACK
    align: str = "left"


class Placed(NamedTuple):
    """A picture by its name in the resources of the pages; pixels."""

    name: str
    width: int
    height: int


@dataclass
class Sheet:
    """One page; `place` counts from 0."""

    setter: Setter
    structure: Structure
    ref: Ref
    marks: Marks
    place: int
    width: float
    height: float
    under: list[str] = field(default_factory=list)  # marked by who adds to it
    fills: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    links: list[Ref] = field(default_factory=list)
    _set: tuple = ()

    # -- artifacts ------------------------------------------------------------------------

    def fill(self, area: Box, colour: Colour) -> None:
        self.fills.append(f"{rgb(colour)} rg {box(area)} re f")

    def frame(self, area: Box, width: float, colour: Colour) -> None:
        """The four sides of a box."""
        self.rules.append(f"{rgb(colour)} RG {number(width)} w {box(area)} re S")

    def lines(
        self, lines: Iterable[tuple[float, float, float, float]], width: float, colour: Colour
    ) -> None:
        """Rules from one point to another."""
        drawn = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines)
        self.rules.append(f"{rgb(colour)} RG {number(width)} w {drawn} S")

    def artifact(
        self, lines: Sequence[str], x: float, y: float, style: Style, kind: str = ""
    ) -> None:
        """Words that repeat on every page or mean nothing; `kind` is Header or Footer."""
        said = f"<</Type/Pagination/Subtype/{kind}>>" if kind else "<</Type/Pagination>>"
        self.words.append(f"/Artifact{said}BDC")
        self._lines(lines, x, y, style)
        self.words.append("EMC")

    def form(self, name: str) -> None:
        """A shared drawing of the document, as a footer."""
        self.pictures.append(f"/Artifact<</Type/Pagination>>BDC /{name} Do EMC")

    # -- content --------------------------------------------------------------------------

    def text(
        self, element: Element, lines: Sequence[str], x: float, y: float, style: Style
    ) -> None:
        """Lines of an open element, the first on the base line y."""
        mcid = self.structure.mark(element, self.marks)
        self.words.append(f"/{element.kind}<</MCID {mcid}>>BDC")
        self._lines(lines, x, y, style)
        self.words.append("EMC")

    def picture(self, element: Element, drawn: str) -> None:
        """Operators that draw a figure."""
        mcid = self.structure.mark(element, self.marks)
        self.pictures.append(f"/{element.kind}<</MCID {mcid}>>BDC q {drawn} Q EMC")

    def set_font(
        self, size: float, *, bold: bool = False, colour: Colour = BLACK, leading: float = 0
    ) -> None:
        """Change face, size, colour and leading where they differ from those before."""
        wanted = (size, bold, colour, leading)
        if wanted == self._set:
            return
        before = self._set or (None, None, None, None)
        if wanted[:2] != before[:2]:
            self.words.append(f"/{self.setter.name(bold=bold)} {number(size)} Tf")
        if colour != before[2]:
            self.words.append(f"{rgb(colour)} rg")
        if leading != before[3]:
            self.words.append(f"{number(leading)} TL")
        self._set = wanted

    def forget_font(self) -> None:
        """What comes next was drawn elsewhere and sets its own."""
        self._set = ()

    def _lines(self, lines: Sequence[str], x: float, y: float, style: Style) -> None:
        self.set_font(style.size, bold=style.bold, colour=style.colour, leading=style.leading)
        for place, line in enumerate(lines):
            left = x
            if style.align != "left":
                wide = self.setter.width(line.rstrip(" "), style.size, bold=style.bold)
                left -= wide / 2 if style.align == "middle" else wide
            self.words.append(f"1 0 0 1 {left:.2f} {y - place * style.leading:.2f} Tm")
            self.words.append(self.setter.shown(line, style.size, bold=style.bold))

    def content(self) -> bytes:
        """The operators of the page."""
        parts = [*self.under]
        if self.fills or self.rules:
            parts.append("\n".join(("/Artifact BMC", *self.fills, *self.rules, "EMC")))
        parts += self.pictures
        if self.words:
            parts.append("BT\n" + "\n".join(self.words) + "\nET")
        return "\n".join(parts).encode("ascii")


def rgb(colour: Colour) -> str:
    return " ".join(number(float(part)) for part in colour)


def box(area: Box) -> str:
    return " ".join(f"{part:.2f}" for part in area)

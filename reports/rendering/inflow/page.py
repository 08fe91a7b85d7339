"""What is drawn on a page that WeasyPrint laid out: fills and rules as artifacts, marked words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reports.pdf.cells import Cell, Lines, Look
from reports.pdf.objects import number
from reports.pdf.setting import Setter
from reports.pdf.sheet import Box, Colour, box, rgb
from reports.rendering.inflow.look import LINE_HEIGHT


class Spot(NamedTuple):
    """Where the words of a cell stand: between two sides, from the top down."""

    left: float
    right: float
    top: float


@dataclass
class DrawnPage:
    """Lengths are points, y runs upwards."""

    setter: Setter
    reference: bytes
    height: float
    owners: list[Any]  # the elements that its marks belong to, in their order
    rules: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    font: tuple[bool, float] | None = None
    base: float = field(init=False)  # from the top of a line, as a share of the size, as in CSS

    def __post_init__(self) -> None:
        face = self.setter.face()
        self.base = (LINE_HEIGHT - face.rise - face.fall) / 2 + face.rise

    def fill(self, area: Box, colour: Colour) -> None:
        self.rules.append(f"{rgb(colour)} rg {box(area)} re f")

    def rule(self, left: float, y: float, width: float, how: tuple[float, Colour]) -> None:
        """A line across, so thick and of that colour, with its middle at y."""
        thick, colour = how
        self.fill((left, y - thick / 2, width, thick), colour)

    def begin(self, kind: str, owner: bytes) -> None:
        """The words of an element of that kind, until `end`."""
        self.words.append(f"/{kind}<</MCID {len(self.owners)}>>BDC")
        self.owners.append(owner)

    def begin_repeated(self) -> None:
        """The words of a header that was read out on an earlier page, until `end`."""
        self.words.append("/Artifact<</Type/Pagination/Subtype/Header>>BDC")

    def end(self) -> None:
        self.words.append("EMC")

    def cell(self, look: Look, cell: Cell, found: Lines, spot: Spot) -> None:
        setter = self.setter
        if found.words and self.font != (cell.bold, found.size):
            self.font = (cell.bold, found.size)
            self.words.append(f"/{setter.name(bold=cell.bold)} {number(found.size)} Tf")
        y = spot.top - look.above - self.base * look.size
        for line in found.words:
            x = spot.left + look.side
            if cell.align != "left":
                wide = setter.width(line.rstrip(" "), found.size, bold=cell.bold)
                middle = (spot.left + spot.right - wide) / 2
                x = middle if cell.align == "middle" else spot.right - look.side - wide
            self.words.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            self.words.append(setter.shown(line, found.size, bold=cell.bold))
            y -= look.leading

    def content(self, ink: Colour) -> bytes:
        """The operators, to be put behind what WeasyPrint drew."""
        drawn = ["/Artifact BMC", *self.rules, "EMC", "BT", f"{rgb(ink)} rg", *self.words, "ET"]
        return "\n".join(drawn).encode("ascii")

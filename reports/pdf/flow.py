"""Where the pen is on a sheet, and how a new one is begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports.pdf.document import Document
from reports.pdf.setting import Setter
from reports.pdf.sheet import Sheet


@dataclass(frozen=True)
class Area:
    """The part of a page that content may fill, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Flow:
    """Content from top to bottom over pages; `begin` draws what every page carries."""

    def __init__(
        self, document: Document, area: Area, begin: Callable[[Sheet], None] = lambda _: None
    ) -> None:
        self.document = document
        self.area = area
        self.begin = begin
        self.sheet = self._turned()
        self.y = area.top

    @property
    def setter(self) -> Setter:
        return self.document.setter

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.y - self.area.bottom

    def turn(self) -> None:
        self.sheet = self._turned()
        self.y = self.area.top

    def need(self, height: float) -> bool:
        """Turn the page when less than this is left; says whether it turned."""
        if self.room >= height:
            return False
        self.turn()
        return True

    def _turned(self) -> Sheet:
        sheet = self.document.turn()
        self.begin(sheet)
        return sheet

"""A structure element while it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Union


@dataclass(frozen=True)
class Mark:
    """A piece of the drawing of a page."""

    page: int
    number: int


@dataclass(frozen=True)
class Annotation:
    """A link on a page."""

    page: int
    reference: bytes


Kid = Union["Element", Mark, Annotation]


@dataclass
class Element:
    """`origin` is the element of HTML it was laid out from, `tag` its name with `::marker` and such.

    `source` is the dictionary WeasyPrint wrote; an element without one is new. `alternative` is said
    of a picture, `said` instead of the words that are drawn.
    """

    kind: str
    tag: str = ""
    origin: Any = None
    source: Any = None
    kids: list[Kid] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    alternative: str = ""
    said: str = ""

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def pieces(self) -> Iterator[Mark | Annotation]:
        """Everything drawn in it, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.pieces()
            else:
                yield kid

    def says(self, name: str) -> str:
        """An attribute of the HTML element."""
        return "" if self.origin is None else (self.origin.get(name) or "")

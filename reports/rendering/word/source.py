"""The page that a copy is written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.rendering.word.inline import clean
from reports.rendering.word.pictures import DRAWING


@dataclass(frozen=True)
class Page:
    """The body of a page; its drawings stand apart, for they are no HTML."""

    body: Any
    drawings: tuple[str, ...]

    @property
    def is_wide(self) -> bool:
        return "wide" in classes(self.body)


def parsed(html: str) -> Page:
    from lxml.html import document_fromstring  # noqa: PLC0415 - slow to import

    drawings: list[str] = []

    def put_aside(found: Any) -> str:
        drawings.append(found[0])
        return f'<img data-drawing="{len(drawings) - 1}">'

    plain = DRAWING.sub(put_aside, clean(html))
    return Page(document_fromstring(plain).find("body"), tuple(drawings))


def classes(node: Any) -> set[str]:
    return set(node.get("class", "").split())

"""Signs that no typeface of ours has: a box is drawn, and the box says what stands there.

What our own writer draws does the same by itself (`reports.pdf.setting`). Of signs a system's own
typefaces would have, too: a document looks alike wherever it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from reports.pdf.scripts import CONTROL, UNSEEN
from reports.rendering.typeface import portal_typeface

SAID = "data-said"  # of a box: the signs it stands for
BOX = "□"
TOGETHER = 6  # signs that one box stands for: it is not broken, and so belongs to one line
RULE = f"span[{SAID}]{{white-space:nowrap}}"
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")  # mean nothing to anybody else
SPACES = frozenset("\t\n\r\f\v")
BREAK = "\u200b"  # between two boxes a line may end
DRAWING = "{http://www.w3.org/2000/svg}"
PLAIN = ("a", f"{DRAWING}svg")
UNDRAWN = (f"{DRAWING}title", f"{DRAWING}desc")
SILENT = ("head", "style", "script", "title")


def unknown_in(html: str) -> str:
    """The signs of a page that are drawn as boxes."""
    return "".join(sorted(sign for sign in frozenset(html) - _known() if _is_seen(sign)))


def draw_boxes(page: Element, unknown: str) -> None:
    """Put boxes in the place of these signs, where words are drawn; RULE keeps each on one line."""
    _inside(page, re.compile(f"([{re.escape(unknown)}]{{1,{TOGETHER}}})"))


@cache
def _known() -> frozenset[str]:
    signs = SPACES.union(*(face.known for face in portal_typeface().faces))
    return frozenset(sign for sign in signs if not PRIVATE.match(sign))


def _is_seen(sign: str) -> bool:
    return not (UNSEEN.match(sign) or CONTROL.match(sign))


def _inside(element: Element, signs: re.Pattern[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    if element.tag in PLAIN:
        _without_elements(element, signs)
        return
    for place, kid in reversed(list(enumerate(element))):
        _inside(kid, signs)
        kid.tail, boxes = _boxed(kid.tail, signs)
        element[place + 1 : place + 1] = boxes
    element.text, boxes = _boxed(element.text, signs)
    element[:0] = boxes


def _boxed(text: str | None, signs: re.Pattern[str]) -> tuple[str | None, list[Element]]:
    """What stands before the first box, and the boxes with what follows each."""
    before, *rest = signs.split(text or "")
    return (before, list(_boxes(rest))) if rest else (text, [])


def _boxes(pieces: list[str]) -> Iterator[Element]:
    for said, after in zip(pieces[::2], pieces[1::2], strict=True):
        box = Element("span", {SAID: said})
        box.text, box.tail = BOX * len(said), after or BREAK
        yield box


def _without_elements(element: Element, signs: re.Pattern[str]) -> None:
    """Boxes that say nothing: of a drawing the alternative is read, and a link has no room for more."""

    def boxes(text: str | None) -> str | None:
        return text and signs.sub(lambda found: BOX * len(found[0]), text)

    for each in element.iter():
        if each.tag not in UNDRAWN:
            each.text = boxes(each.text)
        if each is not element:
            each.tail = boxes(each.tail)

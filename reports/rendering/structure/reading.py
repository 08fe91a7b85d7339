"""The tree WeasyPrint wrote, each element with the box it was laid out from.

Boxes and elements are walked side by side, in the order in which `weasyprint.pdf.tags` made one of
the other (version 70); it keeps no trace of which belongs to which. Tables whose cells were drawn
afterwards (`reports.rendering.inflow`) are one element already, at their first piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from reports.rendering.inflow.carving import MARK
from reports.rendering.structure.element import Annotation, Element, Kid, Mark
from reports.rendering.unknown_signs import SAID

POINTS = 0.75  # of a pixel of CSS


@cache
def _boxes() -> Any:
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415 - slow to import

    return boxes


@cache
def _placeholder() -> Any:
    from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: PLC0415

    return AbsolutePlaceholder


def read_tree(document: Any, pdf: Any) -> Element:
    """The document element with everything below it."""
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    source = pdf.objects[number_of(root["K"][0])]
    top = Element("Document", source=source)
    waiting = iter(source["K"])
    numbers = {reference: at for at, reference in enumerate(pdf.page_references)}
    drawn: set[str] = set()
    for at, page in enumerate(document.pages):
        reader = _Page(pdf.objects, at, page, drawn, numbers)
        top.kids += reader.read_all(_flat(page._page_box), waiting)  # noqa: SLF001
    return top


def number_of(reference: bytes) -> int:
    return int(reference.split()[0])


def _flat(box: Any) -> Iterator[Any]:
    """What stands for a page: its boxes without page, `html` and `body`, and without margins."""
    for child in map(_placed, box.children):
        if isinstance(child, _boxes().MarginBox):
            continue
        is_whole = child.element is not None and child.element_tag in ("html", "body")
        if is_whole and not isinstance(child, _boxes().LineBox):
            yield from _flat(child)
        else:
            yield child


def _placed(box: Any) -> Any:
    return box._box if isinstance(box, _placeholder()) else box  # noqa: SLF001


def _inner(box: Any) -> Iterator[Any]:
    """The boxes in a box; those of a line for the line, those of a table for its wrapper."""
    table = box.get_wrapped_table() if box.is_table_wrapper and box.element_tag == "table" else None
    for child in box.children:
        if child is table or isinstance(child, _boxes().LineBox):
            yield from child.children
        else:
            yield child


class _Page:
    """Reads the elements of one page."""

    def __init__(
        self, objects: list[Any], at: int, page: Any, drawn: set[str], numbers: dict[bytes, int]
    ) -> None:
        self.objects = objects
        self.at = at
        self.height = page.height
        self.drawn = drawn  # tables of which a piece was read
        self.numbers = numbers  # of pages
        self.later: list[Any] = []  # lists inside the item that is read: they follow it

    def read_all(self, found: Iterator[Any], waiting: Iterator[bytes]) -> list[Kid]:
        """One element a box, and after an item the lists inside it."""
        kids: list[Kid] = []
        for box in map(_placed, found):
            mark = _mark_of(box)
            if mark in self.drawn:
                continue
            if mark:
                self.drawn.add(mark)
                kids.append(self._drawn(self.objects[number_of(next(waiting))]))
                continue
            kids.append(self._element(next(waiting), box))
            inside, self.later = self.later, []
            kids += self.read_all(iter(inside), waiting)
        return kids

    def _element(self, reference: bytes, box: Any) -> Element:
        source = self.objects[number_of(reference)]
        element = self._bare(source, box)
        if element.kind == "LI" and not _has_marker(box):
            body = self._bare(self.objects[number_of(source["K"][0])], box)
            element.kids.append(self._filled(body, box))
            return element
        return self._filled(element, box)

    def _drawn(self, source: Any) -> Element:
        """An element of a table whose cells have no boxes."""
        element = Element(source["S"][1:], source=source)
        element.attributes = {
            name: value[1:] if isinstance(value, str) else value
            for name, value in source.get("A", {}).items()
            if name in ("Scope", "ColSpan", "RowSpan")
        }
        for kid in source["K"]:
            if isinstance(kid, int):
                element.kids.append(Mark(self.numbers[source["Pg"]], kid))
            else:
                element.kids.append(self._drawn(self.objects[number_of(kid)]))
        return element

    def _bare(self, source: Any, box: Any) -> Element:
        tag = "" if box.element is None else box.element_tag
        element = Element(source["S"][1:], tag, box.element, source)
        if element.kind == "NonStruct" and isinstance(box, _boxes().InlineBox):
            element.kind = "Span"  # words that look different
        element.said = element.says(SAID)
        if "Alt" in source:
            element.alternative = source["Alt"].string
        if element.kind == "Figure":
            element.attributes = self._place(box)
        elif element.kind in ("TD", "TH"):
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            element.attributes = {name: span for name, span in spans.items() if span != 1}
        return element

    def _place(self, box: Any) -> dict[str, Any]:
        """Where a picture stands, in points from the lower left corner."""
        left, top = box.content_box_x(), self.height - box.content_box_y()
        sides = (left, top - box.height, left + box.width, top)
        return {"BBox": tuple(round(side * POINTS, 2) for side in sides)}

    def _filled(self, element: Element, box: Any) -> Element:
        waiting = iter(element.source["K"])
        if box.link_annotation:
            next(waiting)
            element.kids.append(Annotation(self.at, box.link_annotation.reference))
        for child in map(_placed, _inner(box)):
            if isinstance(child, _boxes().TextBox):
                element.kids.append(self._text(next(waiting)))
            elif element.kind == "LI" and child.element_tag in ("ul", "ol"):
                self.later.append(child)
            else:
                element.kids += self.read_all(iter([child]), waiting)
        if isinstance(box, _boxes().ReplacedBox):
            element.kids.append(Mark(self.at, next(waiting)))
        return element

    def _text(self, kid: Any) -> Kid:
        if isinstance(kid, int):
            return Mark(self.at, kid)
        source = self.objects[number_of(kid)]
        return Element("Span", source=source, kids=[Mark(self.at, source["K"][0])])


def _mark_of(box: Any) -> str:
    """The mark of a table whose cells were drawn afterwards."""
    if box.element is None or box.element_tag != "table":
        return ""
    return box.element.get(MARK) or ""


def _has_marker(box: Any) -> bool:
    """Whether an item was tagged as one; others stand as the body of an item without a mark."""
    style = box.style
    is_item = "list-item" in style["display"] and style["list_style_type"] != "none"
    return box.element_tag == "li" and is_item

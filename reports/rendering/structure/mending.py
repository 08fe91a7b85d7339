"""What makes one structure of the pages: pure changes of the tree, in this order.

1. What goes on on the next page is one element; a head that is repeated there is no content, nor
   is what HTML hides from readers.
2. Items of lists have a mark and a body; terms and what is said of them stand in one item. A list
   of contents has entries, each one reference with one link.
3. Cells of heads say what they head (ISO 14289-1, 7.5), lists how they are counted (7.6).
4. Elements that say nothing are left out: lines, boxes of layout, what is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.rendering.structure.element import Annotation, Element, Kid

INLINE = frozenset(("Span", "Link", "Reference"))
# May hold drawn pieces directly.
TEXTS = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "LBody", "Lbl", "Caption"))
HOLDS_TEXT = TEXTS | INLINE
FOLDED = frozenset(("Span", "NonStruct"))
GROUPS = frozenset(("Div", "NonStruct", "Sect", "Part", "Art"))
LEFT_OUT = GROUPS | HOLDS_TEXT - {"TD", "TH", "Link"} | {"L", "LI", "THead", "TFoot"}
REPEATED = ("THead", "TFoot")
COUNTED = {"ol": "Decimal", "ul": "Disc"}


def mended(top: Element) -> Element:
    _join(top)
    _list(top)
    _tell(top, "")
    top.kids = list(_simplified(top))
    return top


# --- One element over several pages ---------------------------------------------------------------


def _join(element: Element) -> None:
    if element.kind == "Table":
        element.kids = list(_without_repeats(element.kids))
    kids: list[Kid] = []
    for kid in element.kids:
        before = kids[-1] if kids else None
        if isinstance(kid, Element) and kid.says("aria-hidden") == "true":
            continue
        if isinstance(kid, Element) and isinstance(before, Element) and _goes_on(before, kid):
            before.kids += kid.kids
        else:
            kids.append(kid)
    element.kids = kids
    for kid in element.elements:
        _join(kid)


def _goes_on(before: Element, kid: Element) -> bool:
    """Whether it is the rest of the same element of HTML, on the next page or, of a link, line."""
    if kid.origin is None or (before.origin, before.tag, before.kind) != (
        kid.origin,
        kid.tag,
        kid.kind,
    ):
        return False
    if kid.kind == "Link":
        return True
    first = next(kid.pieces(), None)
    return first is not None and all(piece.page < first.page for piece in before.pieces())


def _without_repeats(kids: Iterable[Kid]) -> Iterator[Kid]:
    seen = set()
    for kid in kids:
        if isinstance(kid, Element) and kid.kind in REPEATED:
            if kid.origin in seen:
                continue
            seen.add(kid.origin)
        yield kid


# --- Lists ----------------------------------------------------------------------------------------


def _list(element: Element) -> None:
    if element.tag == "dl":
        element.kids = list(_paired(element.elements))
    elif element.tag == "nav" and "toc" in element.says("class").split():
        _contents(element)
        return
    elif element.kind == "LI":
        marks = [kid for kid in element.elements if kid.kind == "Lbl"]
        rest = [kid for kid in element.kids if kid not in marks]
        bodies = [kid for kid in rest if isinstance(kid, Element) and kid.kind == "LBody"]
        if len(bodies) != len(rest):
            rest = [Element("LBody", kids=rest)]
        element.kids = [*marks, *rest]
    for kid in element.elements:
        _list(kid)


def _contents(element: Element) -> None:
    """Lists in a list of contents: entries that hold a link (ISO 32000-1, 14.8.4.3)."""
    for found in element.elements:
        if found.kind == "L":
            found.kind, found.attributes = "TOC", {}
            found.kids = [_entry(item) for item in found.elements]
        else:
            _contents(found)


def _entry(item: Element) -> Element:
    """Title and number of the page were boxes with a link each: the first one covers the line."""
    item.kind = "TOCI"
    links = list(_links(item))
    for link in links:
        _keep(link, next((p for p in link.pieces() if isinstance(p, Annotation)), None))
    item.kids = [Element("Reference", kids=[link]) for link in links]
    return item


def _keep(element: Element, link: Annotation | None) -> None:
    """One link of those in an element."""
    element.kids = [k for k in element.kids if not isinstance(k, Annotation) or k is link]
    for found in element.elements:
        _keep(found, link)


def _links(element: Element) -> Iterator[Element]:
    for found in element.elements:
        if found.kind == "Link":
            yield found
        else:
            yield from _links(found)


def _paired(items: Iterable[Element]) -> Iterator[Element]:
    """A term and what is said of it are one item of a list."""
    item: Element | None = None
    for found in items:
        body = found.elements[0] if found.elements else found
        if body.tag == "dt" or item is None:
            if item is not None:
                yield item
            body.kind = "Lbl" if body.tag == "dt" else "LBody"
            item = found
        else:
            item.kids.append(body)
    if item is not None:
        yield item


# --- What elements say of themselves --------------------------------------------------------------


def _tell(element: Element, inside: str) -> None:
    if element.kind in ("THead", "TBody", "TFoot"):
        inside = element.kind
    elif element.kind == "TH":
        element.attributes.setdefault("Scope", _scope(element, inside))
    elif element.kind == "L" and element.tag in COUNTED:
        marked = any(kid.kind == "Lbl" for item in element.elements for kid in item.elements)
        element.attributes["ListNumbering"] = COUNTED[element.tag] if marked else "None"
    for kid in element.elements:
        _tell(kid, inside)


def _scope(cell: Element, inside: str) -> str:
    said = cell.says("scope")
    if said.startswith("row") or (not said and inside != "THead"):
        return "Row"
    return "Column"


# --- What says nothing ----------------------------------------------------------------------------


def _simplified(element: Element) -> Iterator[Kid]:
    """The kids of an element, each simplified."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
            continue
        kid.kids = list(_simplified(kid))
        yield from _standing(kid, element)


def _standing(kid: Element, parent: Element) -> list[Kid]:
    """What stands in the parent for one of its kids."""
    if kid.origin is not None and (kid.origin, kid.kind) == (parent.origin, parent.kind):
        return kid.kids  # a box around part of what the element holds
    if not kid.kids:
        return [] if kid.kind in LEFT_OUT else [kid]
    folds = kid.kind in FOLDED or kid.kind == "Link" == parent.kind
    if folds and parent.kind in HOLDS_TEXT and not (kid.alternative or kid.said):
        return kid.kids
    if kid.kind in GROUPS:
        if all(_is_inline(inner) for inner in kid.kids):
            kid.kind = "P"
        elif kid.kind == "NonStruct" and not any(_is_inline(inner) for inner in kid.kids):
            return kid.kids
    return [kid]


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Element) or kid.kind in INLINE

"""The structure tree of a part, slimmer than it is laid out.

WeasyPrint writes an element for every line of text, and names every header cell in every cell.
Lines are folded into what they stand in; header cells say their scope instead, because names
would clash between parts. Elements that hold nothing are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

HEADINGS = {f"/H{level}": level for level in range(1, 7)}
# May hold content directly; lines inside need no element of their own.
HOLDS_TEXT = frozenset(
    ("/P", "/TD", "/TH", "/LBody", "/Lbl", "/Caption", "/Span", "/Link", "/Figure", *HEADINGS)
)
FOLDED = frozenset(("/Span", "/NonStruct"))
DROPPED_EMPTY = frozenset(("/Div", "/Span", "/NonStruct", "/Sect", "/P", "/L", "/LI", "/LBody"))


@dataclass
class Node:
    """An element; kids are nodes, marks (int) and object references (bytes)."""

    kind: str
    page: bytes | None
    source: dict[str, Any]
    scope: str = ""
    kids: list[Any] = field(default_factory=list)
    number: int = 0


def read_tree(objects: list[Any], root: dict[str, Any]) -> Node:
    """The document element with all below it, slimmed."""
    document = objects[_number(root["K"][0])]
    return _read(objects, document, "Column")


def _read(objects: list[Any], source: dict[str, Any], scope: str) -> Node:
    node = Node(source["S"], source.get("Pg"), source, scope)
    inner = {"/TBody": "Row", "/THead": "Column"}.get(node.kind, scope)
    for kid in source.get("K", ()):
        found = objects[_number(kid)] if isinstance(kid, bytes) else kid
        if isinstance(found, dict) and found.get("S"):
            node.kids += _folded(_read(objects, found, inner), node)
        else:
            node.kids.append(found if isinstance(found, int) else found["Obj"])
    return node


def _folded(kid: Node, parent: Node) -> list[Any]:
    """What stands in the parent for an element inside it."""
    if not kid.kids and kid.kind in DROPPED_EMPTY:
        return []
    same_page = kid.page == parent.page
    if kid.kind == "/Link" == parent.kind and same_page:
        return kid.kids  # a box of the link's own, as the page number of a contents line
    plain = kid.kind in FOLDED and parent.kind in HOLDS_TEXT and same_page
    return kid.kids if plain and "Alt" not in kid.source else [kid]


@dataclass
class Written:
    """Elements by number, and the elements of each page's marks."""

    bodies: dict[int, bytes] = field(default_factory=dict)
    owners: dict[bytes, dict[int, int]] = field(default_factory=dict)
    annotations: dict[bytes, int] = field(default_factory=dict)  # reference → its element
    headings: list[int] = field(default_factory=list)


def write_tree(top: Node, reserve: Callable[[], int], number: Callable[[bytes], int]) -> Written:
    """All elements serialised, parents before their kids; `number` renumbers a reference."""
    written = Written()
    top.kind = "/Part"
    top.number = reserve()
    _write(top, 0, written, reserve, number)
    return written


def _write(
    node: Node,
    parent: int,
    written: Written,
    reserve: Callable[[], int],
    number: Callable[[bytes], int],
) -> None:
    if node.kind in HEADINGS:
        written.headings.append(HEADINGS[node.kind])
    parts = [b"<</S%s/P %d 0 R" % (node.kind.encode(), parent)]
    page = node.page if any(not isinstance(kid, Node) for kid in node.kids) else None
    if page:
        parts.append(b"/Pg %d 0 R" % number(page))
    kids = [_kid(kid, node, written, reserve, number) for kid in node.kids]
    if kids:
        parts.append(b"/K " + kids[0] if len(kids) == 1 else b"/K[" + b" ".join(kids) + b"]")
    parts.append(_attributes(node))
    written.bodies[node.number] = b"".join([*parts, b">>"])
    for kid in node.kids:
        if isinstance(kid, Node):
            _write(kid, node.number, written, reserve, number)


def _kid(
    kid: Any,
    node: Node,
    written: Written,
    reserve: Callable[[], int],
    number: Callable[[bytes], int],
) -> bytes:
    if isinstance(kid, Node):
        kid.number = reserve()
        return b"%d 0 R" % kid.number
    assert node.page is not None  # noqa: S101 - whatever is drawn stands on a page
    if isinstance(kid, int):
        written.owners.setdefault(node.page, {})[kid] = node.number
        return b"%d" % kid
    written.annotations[kid] = node.number
    return b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (number(node.page), number(kid))


def _attributes(node: Node) -> bytes:
    """What cells and pictures say of themselves."""
    source = node.source
    alt = b"/Alt " + source["Alt"].data if "Alt" in source else b""
    told = source.get("A")
    if told is None:
        return alt
    if node.kind not in ("/TD", "/TH"):
        return alt + b"/A " + told.data
    said = b"".join(
        b"/%s %d" % (name.encode(), told[name]) for name in ("ColSpan", "RowSpan") if name in told
    )
    if node.kind == "/TH":
        scope = told.get("Scope") or f"/{node.scope}"
        said += b"/Scope" + scope.encode()
    return b"/A<</O/Table" + said + b">>" if said else b""


def _number(reference: bytes) -> int:
    return int(reference.split()[0])

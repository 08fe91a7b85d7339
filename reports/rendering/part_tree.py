"""The structure tree of a part, as the joiner takes it: elements serialised and renumbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SAID = ("Alt", "ActualText", "A")
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


@dataclass
class Node:
    """An element; kids are nodes, marks of its page (int), marks of others and links (dict)."""

    source: dict[str, Any]
    kids: list[Any] = field(default_factory=list)
    number: int = 0

    @property
    def kind(self) -> str:
        return self.source["S"]


def read_tree(objects: list[Any], root: dict[str, Any]) -> Node:
    """The document element with all below it."""
    return _read(objects, objects[_number(root["K"][0])])


def _read(objects: list[Any], source: dict[str, Any]) -> Node:
    node = Node(source)
    for kid in source["K"]:
        node.kids.append(_read(objects, objects[_number(kid)]) if isinstance(kid, bytes) else kid)
    return node


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
    top.source["S"] = "/Part"
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
    if "Pg" in node.source:
        parts.append(b"/Pg %d 0 R" % number(node.source["Pg"]))
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
    if isinstance(kid, int):
        written.owners.setdefault(node.source["Pg"], {})[kid] = node.number
        return b"%d" % kid
    page = number(kid["Pg"])
    if "MCID" in kid:
        written.owners.setdefault(kid["Pg"], {})[kid["MCID"]] = node.number
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (page, kid["MCID"])
    written.annotations[kid["Obj"]] = node.number
    return b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (page, number(kid["Obj"]))


def _attributes(node: Node) -> bytes:
    """What cells, lists, pictures and boxes say of themselves."""
    told = [(name, node.source[name]) for name in SAID if name in node.source]
    return b"".join(b"/%s %s" % (name.encode(), value.data) for name, value in told)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])

"""The tree that says what a page is made of: headings, tables, rows, cells.

Elements are written when they end, children before their parents; only open elements and the
marks of one page are kept. Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.pdf.objects import FileWriter, Name, Raw, Ref, serialise


@dataclass
class Marks:
    """The marked content of one page: which element each number belongs to."""

    page: Ref
    key: int
    owners: list[int] = field(default_factory=list)

    def take(self, element: Ref) -> int:
        """The next number on this page, for content of this element."""
        self.owners.append(element.number)
        return len(self.owners) - 1


class ParentTree:
    """From content back to its elements; pages and annotations have a key each."""

    def __init__(self, writer: FileWriter) -> None:
        self.writer = writer
        self.next_key = 0
        self._found: list[tuple[int, Ref]] = []

    def reserve(self, count: int = 1) -> int:
        """The first of that many new keys that follow one another."""
        first, self.next_key = self.next_key, self.next_key + count
        return first

    def set(self, key: int, target: Ref) -> None:
        """An array of elements (a page) or one element (an annotation)."""
        self._found.append((key, target))

    def write(self) -> Ref:
        pairs = b" ".join(b"%d %d 0 R" % (key, ref.number) for key, ref in sorted(self._found))
        return self.writer.add({"Nums": Raw(b"[" + pairs + b"]")})


@dataclass
class Element:
    """An open element; `kids` are serialised references, marks or annotations."""

    kind: str
    ref: Ref
    parent: Ref
    entries: dict[str, Any]
    page: Ref | None = None
    kids: list[bytes] = field(default_factory=list)


class Structure:
    """The structure tree of a file; `document` is its outermost element."""

    def __init__(self, writer: FileWriter) -> None:
        self.writer = writer
        self.root = writer.reserve()
        self.parents = ParentTree(writer)
        self.document = Element("Document", writer.reserve(), self.root, {})
        self._attributes: dict[bytes, Ref] = {}

    def begin(self, kind: str, parent: Element | None = None, **entries: Any) -> Element:
        """A new element after those its parent has; without a parent it stands in the document.

        `entries` go into its dictionary: A, Alt, ActualText, E, Lang, T.
        """
        parent = parent or self.document
        element = Element(kind, self.writer.reserve(), parent.ref, entries)
        parent.kids.append(b"%d 0 R" % element.ref.number)
        return element

    def mark(self, element: Element, marks: Marks) -> int:
        """A number for content of this element on a page; an element may stand on several."""
        mcid = marks.take(element.ref)
        if element.page is None:
            element.page = marks.page
        element.kids.append(marked(mcid, marks.page, element.page))
        return mcid

    def end(self, element: Element) -> None:
        """Write the element; nothing may be added to it any more."""
        entries = {"S": Name(element.kind), "P": element.parent, **element.entries}
        if element.page:
            entries["Pg"] = element.page
        if element.kids:
            entries["K"] = kids(element.kids)
        self.writer.add(entries, element.ref)

    def attributes(self, owner: str, **values: Any) -> Ref:
        """A shared attribute object, as a table's `Scope`, `ColSpan` and `RowSpan`."""
        body = serialise({"O": Name(owner), **values})
        found = self._attributes.get(body)
        if found is None:
            found = self._attributes[body] = self.writer.add(Raw(body))
        return found

    def cell_attributes(self, scope: str, columns: int = 1, rows: int = 1) -> Ref | None:
        """What a cell says of itself; None where it says nothing. `scope` is Row, Column or ""."""
        values: dict[str, Any] = {"Scope": Name(scope)} if scope else {}
        if columns > 1:
            values["ColSpan"] = columns
        if rows > 1:
            values["RowSpan"] = rows
        return self.attributes("Table", **values) if values else None

    def marks(self, page: Ref) -> Marks:
        """The numbers of a new page; its key is the page's `StructParents`."""
        return Marks(page, self.parents.reserve())

    def close(self, marks: Marks) -> None:
        """The page is done: write to whom its content belongs."""
        owners = b" ".join(b"%d 0 R" % owner for owner in marks.owners)
        self.parents.set(marks.key, self.writer.add(Raw(b"[" + owners + b"]")))

    def write(self) -> Ref:
        """End the document element and write the root of the tree."""
        self.end(self.document)
        root = {
            "Type": Name("StructTreeRoot"),
            "K": [self.document.ref],
            "ParentTree": self.parents.write(),
            "ParentTreeNextKey": self.parents.next_key,
        }
        return self.writer.add(root, self.root)


def marked(mcid: int, page: Ref, home: Ref) -> bytes:
    """A kid of an element whose own page is `home`: the number, or where else it stands."""
    if page == home:
        return b"%d" % mcid
    return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (page.number, mcid)


def kids(found: Sequence[bytes]) -> Raw:
    """The value of K: one kid stands alone."""
    return Raw(found[0] if len(found) == 1 else b"[" + b" ".join(found) + b"]")

"""The mended tree back into the objects of WeasyPrint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pydyf

from reports.rendering.structure.element import Annotation, Element, Mark
from reports.rendering.structure.reading import number_of

OWNERS = {
    "Scope": "Table", "ColSpan": "Table", "RowSpan": "Table", "ListNumbering": "List",
    "BBox": "Layout",
}  # fmt: skip
DECORATION = pydyf.Dictionary({"Type": "/Pagination"})


def write_tree(top: Element, document: Any, pdf: Any) -> None:
    """Dictionaries, the tree from pieces to elements; what no element holds decorates its page."""
    writer = _Writer(pdf)
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    parents = pdf.objects[number_of(root["ParentTree"])]["Nums"]
    counts = [len(parents[2 * at + 1]) for at in range(len(document.pages))]
    links = dict(writer.links())
    writer.empty_old()
    writer.write(top, root)
    parents.clear()
    for at, count in enumerate(counts):
        owners = writer.owners[at]
        parents += [at, pydyf.Array(owners.get(number, "null") for number in range(count))]
        writer.decorate(at, set(range(count)) - owners.keys())
    for number, (page, reference) in sorted(links.items()):
        if reference in writer.held:
            parents += [number, writer.held[reference]]
        else:  # of a head that is repeated: the first one leads there
            page["Annots"].remove(reference)
    root["ParentTreeNextKey"] = len(parents) // 2


class _Writer:
    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.owners: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        self.held: dict[bytes, bytes] = {}  # annotation → its element

    def links(self) -> Iterator[tuple[int, tuple[Any, bytes]]]:
        """Every link by its number in the tree of parents: its page, its reference."""
        for page in map(self._page, range(len(self.pdf.page_references))):
            for reference in page.get("Annots", ()):
                found = self.pdf.objects[number_of(reference)]
                if "StructParent" in found:
                    yield found["StructParent"], (page, reference)

    def empty_old(self) -> None:
        """Elements that are kept are filled again; pydyf cannot take an object away."""
        for found in self.pdf.objects:
            if isinstance(found, dict) and found.get("Type") in ("/StructElem", "/OBJR"):
                found.clear()

    def write(self, element: Element, parent: Any) -> Any:
        source = element.source
        if source is None:
            source = element.source = pydyf.Dictionary()
            self.pdf.add_object(source)
        source |= {"Type": "/StructElem", "S": f"/{element.kind}", "P": parent.reference}
        home = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if home is not None:
            source["Pg"] = self.pdf.page_references[home]
        source["K"] = pydyf.Array(self._kid(kid, element, home) for kid in element.kids)
        if element.alternative:
            source["Alt"] = pydyf.String(element.alternative)
        if element.said:
            source["ActualText"] = pydyf.String(element.said)
        if element.attributes:
            source["A"] = _attributes(element)
        return source

    def _kid(self, kid: Element | Mark | Annotation, parent: Element, home: int | None) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, parent.source).reference
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Annotation):
            self.held[kid.reference] = parent.source.reference
            self._describe(kid.reference, parent)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.reference, "Pg": page})
        self.owners[kid.page][kid.number] = parent.source.reference
        if kid.page == home:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.number})

    def _describe(self, reference: bytes, link: Element) -> None:
        """Say in words where a link leads (ISO 14289-1, 7.18.5)."""
        words = " ".join("".join(link.origin.itertext()).split())
        found = self.pdf.objects[number_of(reference)]
        if words:
            said = f"Menuju {words}" if "Dest" in found else words
            found["Contents"] = pydyf.String(said)

    def decorate(self, at: int, numbers: set[int]) -> None:
        """Make artifacts of these pieces of a page."""
        if not numbers:
            return
        drawing = self.pdf.objects[number_of(self._page(at)["Contents"])].stream
        for place, found in enumerate(drawing):
            if isinstance(found, dict) and found.get("MCID") in numbers:
                drawing[place - 1 : place + 1] = ["/Artifact", DECORATION]

    def _page(self, at: int) -> Any:
        return self.pdf.objects[number_of(self.pdf.page_references[at])]


def _attributes(element: Element) -> Any:
    (owner,) = {OWNERS[name] for name in element.attributes}
    written = pydyf.Dictionary({"O": f"/{owner}"})
    for name, value in element.attributes.items():
        if isinstance(value, tuple):
            written[name] = pydyf.Array(value)
        else:
            written[name] = f"/{value}" if isinstance(value, str) else value
    return written

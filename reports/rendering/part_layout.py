"""What WeasyPrint made of a part, packed for the joiner: renumbered, slimmed, without file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.pdf.part import OUTSIDE, About, Bookmark, Link, Part, PartPage, Place
from reports.rendering.part_tree import Written, read_tree, write_tree
from reports.rendering.typeface import portal_typeface

POINTS = 0.75  # of a pixel of CSS
REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) 0 R\b", re.DOTALL)
ELSEWHERE = "https://bagian.invalid/#"  # a link to an anchor, perhaps of another part
DRAWN_WITH = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
DESCRIPTORS = ("/FontDescriptor", b"/FontDescriptor")  # of WeasyPrint, of cells drawn into it
# The files of the faces that the print stylesheets name: family, is it bold, is it italic.
FACES = {
    ("Plus Jakarta Sans", False, False): "plus-jakarta-sans-latin-400-normal.woff2",
    ("Plus Jakarta Sans", True, False): "plus-jakarta-sans-latin-700-normal.woff2",
    ("Source Serif 4", False, False): "source-serif-4-latin-400-normal.woff2",
    ("Source Serif 4", False, True): "source-serif-4-latin-400-italic.woff2",
    ("Source Serif 4", True, False): "source-serif-4-latin-700-normal.woff2",
}


def pack(document: Any, pdf: Any) -> Part:
    """A part from a document of WeasyPrint and the objects it made of it, their structure mended."""
    return _Packing(document, pdf).part()


class _Packing:
    def __init__(self, document: Any, pdf: Any) -> None:
        self.document = document
        self.objects = pdf.objects
        self.pages = [pdf.objects[_number(ref)] for ref in pdf.page_references]
        self.root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
        self.numbers: dict[int, int] = {}
        self.used = 0
        self.waiting: list[int] = []
        self.bodies: dict[int, bytes] = {}
        self.streams: dict[int, tuple[bytes, bytes]] = {}

    def part(self) -> Part:
        faces = self._known_faces()
        for page in self.pages:
            self._number(page.reference)
        top = read_tree(self.objects, self.root)
        written = write_tree(top, self._reserve, self._number)
        self.bodies |= written.bodies
        pages = tuple(self._page(at, page, written) for at, page in enumerate(self.pages))
        drawn_with = self.objects[_number(self.pages[0]["Resources"])]
        fonts = {
            name: self._copied(ref)
            for name, ref in self.objects[_number(drawn_with["Font"])].items()
        }
        resources = {
            name: self._serialised(drawn_with[name]).decode("ascii")
            for name in DRAWN_WITH
            if drawn_with.get(name)
        }
        self._copy_waiting()
        return Part(
            About(
                size=self.used,
                top=top.number,
                pages=pages,
                anchors=self._anchors(),
                outline=tuple(self._outline()),
                headings=tuple(written.headings),
                resources=resources,
                fonts=fonts,
                faces=faces,
            ),
            self.bodies,
            self.streams,
        )

    def _known_faces(self) -> tuple[str, ...]:
        """The font files that the joiner adds; the others stay with the part."""
        own = {
            f"/{face.name}".encode(): face.path.name
            for face in portal_typeface().faces
            if face.whole
        }
        names = own | {font.name: _face_file(font) for font in self.document.fonts.values()}
        faces: dict[str, int] = {}
        for found in self.objects:
            if isinstance(found, dict) and found.get("Type") in DESCRIPTORS:
                file = names.get(found["FontName"])
                if file and "FontFile2" in found:
                    place = faces.setdefault(file, OUTSIDE + len(faces))
                    self.numbers[_number(found["FontFile2"])] = place
        return tuple(faces)

    def _reserve(self) -> int:
        self.used += 1
        return self.used

    def _number(self, reference: bytes) -> int:
        """The number in the part of an object that is written by itself."""
        old = _number(reference)
        if old not in self.numbers:
            self.numbers[old] = self._reserve()
        return self.numbers[old]

    def _copied(self, reference: bytes) -> int:
        """The number of an object that is copied as it is."""
        old = _number(reference)
        if old not in self.numbers:
            self.waiting.append(old)
        return self._number(reference)

    def _serialised(self, value: Any) -> bytes:
        def renumbered(found: re.Match[bytes]) -> bytes:
            return found[0] if found[1] is None else b"%d 0 R" % self._copied(found[0])

        data = value if isinstance(value, bytes) else value.data
        return REFERENCE.sub(renumbered, data)

    def _copy_waiting(self) -> None:
        while self.waiting:
            old = self.waiting.pop()
            data, number = self.objects[old].data, self.numbers[old]
            if hasattr(self.objects[old], "stream"):
                head, _, rest = data.partition(b"\nstream\n")
                content = rest.removesuffix(b"\nendstream")
                self.streams[number] = (self._serialised(head), content)
            else:
                self.bodies[number] = self._serialised(data)

    def _page(self, at: int, page: dict[str, Any], written: Written) -> PartPage:
        reference = page.reference  # type: ignore[attr-defined]
        owners = written.owners.get(reference, {})
        marks = max(owners, default=-1) + 1
        listed = b" ".join(
            b"%d 0 R" % owners[mark] if mark in owners else b"null" for mark in range(marks)
        )
        array = self._reserve()
        self.bodies[array] = b"[" + listed + b"]"
        _, _, width, height = page["MediaBox"]
        return PartPage(
            number=self._number(reference),
            width=round(width, 2),
            height=round(height, 2),
            contents=self._copied(page["Contents"]),
            owners=array,
            marks=marks,
            links=tuple(self._links(at, page, written)),
        )

    def _links(self, at: int, page: dict[str, Any], written: Written) -> Iterator[Link]:
        said = {
            box.link_annotation.reference: "".join(box.element.itertext()).strip()
            for _, _, _, box in self.document.pages[at].links
            if box.link_annotation
        }
        for reference in page.get("Annots", ()):
            annotation = self.objects[_number(reference)]
            leads = annotation["A"]["URI"] if "A" in annotation else annotation["Dest"]
            target = str(leads.string)
            yield Link(
                number=self._number(reference),
                rect=tuple(round(side, 2) for side in annotation["Rect"]),  # type: ignore[arg-type]
                target="#" + target.removeprefix(ELSEWHERE)
                if target.startswith(ELSEWHERE)
                else target,
                said=" ".join(said[reference].split()),
                element=written.annotations[reference],
            )

    def _anchors(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for at, page in enumerate(self.document.pages):
            for name, (x, y, *_) in page.anchors.items():
                found.setdefault(name, self._place(at, x, y))
        return found

    def _outline(self) -> Iterator[Bookmark]:
        for at, page in enumerate(self.document.pages):
            for level, title, (x, y), _ in page.bookmarks:
                yield Bookmark(level, title, self._place(at, x, y))

    def _place(self, at: int, x: float, y: float) -> Place:
        height = self.document.pages[at].height
        return Place(at, round(x * POINTS, 2), round((height - y) * POINTS, 2))


def _face_file(font: Any) -> str | None:
    return FACES.get((font.family, font.weight >= 600, bool(font.style)))


def _number(reference: bytes) -> int:
    return int(reference.split()[0])

"""A document of pages: text with its place in the structure, everything else as artifacts.

A page is kept until the next begins. Lengths are points, y runs upwards. What is drawn lies in
layers: fills and rules, pictures, words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from reports.pdf.attachments import Attached, name_tree, write_attachments
from reports.pdf.metadata import Metadata, write_information
from reports.pdf.objects import FileWriter, Name, Raw, Ref, number, serialise
from reports.pdf.outline import Entry, write_outline
from reports.pdf.pictures import read_png, write_picture
from reports.pdf.setting import Setter
from reports.pdf.structure import Element, Marks, Structure

MM = 72 / 25.4
Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, width, height
BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True)
class Style:
    """Size and leading in points; `align` is where x stands: left, middle or right."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = BLACK
    align: str = "left"


class Placed(NamedTuple):
    """A picture by its name in the resources of the pages; pixels."""

    name: str
    width: int
    height: int


@dataclass
class Sheet:
    """One page; `place` counts from 0."""

    setter: Setter
    structure: Structure
    ref: Ref
    marks: Marks
    place: int
    width: float
    height: float
    under: list[str] = field(default_factory=list)  # marked by who adds to it
    fills: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    links: list[Ref] = field(default_factory=list)
    _set: tuple = ()

    # -- artifacts ------------------------------------------------------------------------

    def fill(self, area: Box, colour: Colour) -> None:
        self.fills.append(f"{rgb(colour)} rg {box(area)} re f")

    def frame(self, area: Box, width: float, colour: Colour) -> None:
        """The four sides of a box."""
        self.rules.append(f"{rgb(colour)} RG {number(width)} w {box(area)} re S")

    def lines(
        self, lines: Iterable[tuple[float, float, float, float]], width: float, colour: Colour
    ) -> None:
        """Rules from one point to another."""
        drawn = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines)
        self.rules.append(f"{rgb(colour)} RG {number(width)} w {drawn} S")

    def artifact(
        self, lines: Sequence[str], x: float, y: float, style: Style, kind: str = ""
    ) -> None:
        """Words that repeat on every page or mean nothing; `kind` is Header or Footer."""
        said = f"<</Type/Pagination/Subtype/{kind}>>" if kind else "<</Type/Pagination>>"
        self.words.append(f"/Artifact{said}BDC")
        self._lines(lines, x, y, style)
        self.words.append("EMC")

    def form(self, name: str) -> None:
        """A shared drawing of the document, as a footer."""
        self.pictures.append(f"/Artifact<</Type/Pagination>>BDC /{name} Do EMC")

    # -- content --------------------------------------------------------------------------

    def text(
        self, element: Element, lines: Sequence[str], x: float, y: float, style: Style
    ) -> None:
        """Lines of an open element, the first on the base line y."""
        mcid = self.structure.mark(element, self.marks)
        self.words.append(f"/{element.kind}<</MCID {mcid}>>BDC")
        self._lines(lines, x, y, style)
        self.words.append("EMC")

    def picture(self, element: Element, drawn: str) -> None:
        """Operators that draw a figure."""
        mcid = self.structure.mark(element, self.marks)
        self.pictures.append(f"/{element.kind}<</MCID {mcid}>>BDC q {drawn} Q EMC")

    def set_font(
        self, size: float, *, bold: bool = False, colour: Colour = BLACK, leading: float = 0
    ) -> None:
        """Change face, size, colour and leading where they differ from those before."""
        wanted = (size, bold, colour, leading)
        if wanted == self._set:
            return
        before = self._set or (None, None, None, None)
        if wanted[:2] != before[:2]:
            self.words.append(f"/{self.setter.name(bold=bold)} {number(size)} Tf")
        if colour != before[2]:
            self.words.append(f"{rgb(colour)} rg")
        if leading != before[3]:
            self.words.append(f"{number(leading)} TL")
        self._set = wanted

    def forget_font(self) -> None:
        """What comes next was drawn elsewhere and sets its own."""
        self._set = ()

    def _lines(self, lines: Sequence[str], x: float, y: float, style: Style) -> None:
        self.set_font(style.size, bold=style.bold, colour=style.colour, leading=style.leading)
        for place, line in enumerate(lines):
            left = x
            if style.align != "left":
                wide = self.setter.width(line.rstrip(" "), style.size, bold=style.bold)
                left -= wide / 2 if style.align == "middle" else wide
            self.words.append(f"1 0 0 1 {left:.2f} {y - place * style.leading:.2f} Tm")
            self.words.append(self.setter.shown(line, style.size, bold=style.bold))

    def content(self) -> bytes:
        """The operators of the page."""
        parts = [*self.under]
        if self.fills or self.rules:
            parts.append("\n".join(("/Artifact BMC", *self.fills, *self.rules, "EMC")))
        parts += self.pictures
        if self.words:
            parts.append("BT\n" + "\n".join(self.words) + "\nET")
        return "\n".join(parts).encode("ascii")


class Document:
    """A tagged file that is written while its pages are drawn; `finish` completes it."""

    def __init__(
        self, target: BinaryIO, metadata: Metadata, setter: Setter, size: tuple[float, float]
    ) -> None:
        self.metadata = metadata
        self.setter = setter
        self.size = size
        self.writer = FileWriter(target)
        self.structure = Structure(self.writer)
        self.attached: list[Attached] = []
        self.outline: list[Entry] = []
        self.pages: list[Ref] = []
        self.sheet: Sheet | None = None
        self._tree = self.writer.reserve()
        self._resources = self.writer.reserve()
        self._forms: dict[str, tuple[Ref, str]] = {}
        self._pictures: dict[str, Ref] = {}
        self._places: dict[str, list[Any]] = {}

    def turn(self) -> Sheet:
        """A new page, the one before is written."""
        self._close()
        ref = self.writer.reserve()
        place = len(self.pages)
        self.pages.append(ref)
        marks = self.structure.marks(ref)
        self.sheet = Sheet(self.setter, self.structure, ref, marks, place, *self.size)
        return self.sheet

    def promise(self, name: str) -> None:
        """A drawing all pages may show and that is drawn at the end."""
        self._forms[name] = (self.writer.reserve(), "")

    def draw(self, name: str, drawn: str) -> None:
        self._forms[name] = (self._forms[name][0], drawn)

    def picture(self, content: bytes) -> Placed | None:
        """A PNG as a drawing pages may show; None for one that cannot be read."""
        read = read_png(content)
        if read is None:
            return None
        name = f"P{len(self._pictures) + 1}"
        self._pictures[name] = write_picture(self.writer, read)
        return Placed(name, read.width, read.height)

    def link(
        self,
        sheet: Sheet,
        element: Element,
        area: tuple[float, float, float, float],
        address: str,
        said: str,
    ) -> None:
        """An area of a page that leads to an address; `said` is read out."""
        ref = self.writer.reserve()
        key = self.structure.parents.reserve()
        self.structure.parents.set(key, element.ref)
        entries = {
            "Type": Name("Annot"),
            "Subtype": Name("Link"),
            "Rect": list(area),
            "Border": [0, 0, 0],
            "F": 4,
            "A": {
                "S": Name("URI"),
                "URI": Raw(serialise(address.encode("ascii", "ignore").decode())),
            },
            "Contents": said,
            "StructParent": key,
            "P": sheet.ref,
        }
        self.writer.add(entries, ref)
        sheet.links.append(ref)
        element.page = element.page or sheet.ref
        element.kids.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (sheet.ref.number, ref.number))

    def name_place(self, sheet: Sheet, name: str, x: float, y: float) -> None:
        """A point of a page that can be found by its name."""
        self._places[name] = [sheet.ref, Name("XYZ"), x, y, 0]

    def finish(self) -> int:
        """Write what is left; the number of pages."""
        self._close()
        self.writer.add(
            {"Type": Name("Pages"), "Kids": self.pages, "Count": len(self.pages)}, self._tree
        )
        self._write_resources()
        entries, info = write_information(self.writer, self.metadata)
        catalogue: dict[str, Any] = {
            "Type": Name("Catalog"),
            "Pages": self._tree,
            "StructTreeRoot": self.structure.write(),
            **entries,
            **write_attachments(self.writer, self.attached, self.metadata.created),
        }
        if self._places:
            places = {"Dests": {"Names": name_tree(self._places)}}
            catalogue["Names"] = {**catalogue.get("Names", {}), **places}
        if self.outline:
            catalogue["Outlines"] = write_outline(self.writer, self.outline)
            catalogue["PageMode"] = Name("UseOutlines")
        self.writer.finish(root=self.writer.add(catalogue), info=info)
        return len(self.pages)

    def _write_resources(self) -> None:
        fonts = self.setter.write(self.writer)
        resources: dict[str, Any] = {"Font": fonts}
        drawings = {name: ref for name, (ref, _) in self._forms.items()} | self._pictures
        if drawings:
            resources["XObject"] = drawings
        self.writer.add(resources, self._resources)
        for ref, drawn in self._forms.values():
            self.writer.add_stream(
                drawn.encode("ascii"),
                {
                    "Type": Name("XObject"),
                    "Subtype": Name("Form"),
                    "BBox": [0, 0, *self.size],
                    "Resources": {"Font": fonts},
                },
                ref,
            )

    def _close(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is None:
            return
        content = self.writer.add_stream(sheet.content())
        self.structure.close(sheet.marks)
        entries: dict[str, Any] = {
            "Type": Name("Page"),
            "Parent": self._tree,
            "MediaBox": [0, 0, sheet.width, sheet.height],
            "Resources": self._resources,
            "Contents": content,
            "StructParents": sheet.marks.key,
            "Tabs": Name("S"),
        }
        if sheet.links:
            entries["Annots"] = sheet.links
        self.writer.add(entries, sheet.ref)


def rgb(colour: Colour) -> str:
    return " ".join(number(float(part)) for part in colour)


def box(area: Box) -> str:
    return " ".join(f"{part:.2f}" for part in area)

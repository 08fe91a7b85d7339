"""A tagged file that is written while its pages are drawn, one page in memory."""

from __future__ import annotations

from typing import Any, BinaryIO

from reports.pdf.attachments import Attached, name_tree, write_attachments
from reports.pdf.metadata import Metadata, write_information
from reports.pdf.objects import FileWriter, Name, Raw, Ref, serialise
from reports.pdf.outline import Entry, write_outline
from reports.pdf.pictures import read_png, write_picture
from reports.pdf.setting import Setter
from reports.pdf.sheet import Placed, Sheet
from reports.pdf.structure import Element, Structure


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

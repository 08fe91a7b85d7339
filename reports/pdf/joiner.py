"""Parts joined into one tagged document, one part after the other.

Only what parts say of themselves is held for the whole document; the objects of a part are
read, renumbered, written and forgotten. Each part becomes a Part element of the document, its
marks a key of the one parent tree; links lead to anchors wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from reports.pdf.attachments import Attached, name_tree, write_attachments
from reports.pdf.fonts import Face, Programs, Typeface
from reports.pdf.furniture import Frame, Furnisher, Stamp
from reports.pdf.metadata import Metadata, write_information
from reports.pdf.objects import FileWriter, Name, Raw, Ref, serialise
from reports.pdf.outline import Entry, write_outline
from reports.pdf.part import BETWEEN, OUTSIDE, About, Link, Part, PartPage, Place
from reports.pdf.structure import Structure

# A string, which is left alone, or a reference; strings hold no bare parentheses here.
REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) 0 R\b", re.DOTALL)
PRINTED = 4  # the flag of an annotation
# Anchors that stay found by name though no link leads there: where signatures go.
KEPT = "tanda-tangan-"


class Source(Protocol):
    """A part that is at hand when it is asked for."""

    @property
    def about(self) -> About: ...

    @property
    def is_bare(self) -> bool:
        """Whether nothing is drawn on its pages, as on a cover."""
        ...

    def load(self) -> Part: ...


@dataclass
class _Joined:
    """What is known of the document as it is written."""

    writer: FileWriter
    structure: Structure
    furnisher: Furnisher
    programs: Programs
    faces: Mapping[str, Face]
    pages: Ref
    kids: list[Ref] = field(default_factory=list)
    targets: dict[str, tuple[Ref, Place]] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    outline: list[Entry] = field(default_factory=list)


def join(
    target: BinaryIO,
    parts: Sequence[Source],
    *,
    frame: Frame,
    metadata: Metadata,
    faces: Mapping[str, Face],
    typeface: Typeface,
    stamp: Stamp | None = None,
    attached: Iterable[Attached] = (),
) -> int:
    """Write the document to a binary file; the number of its pages.

    `faces` are the font files that parts name, `typeface` sets what is drawn on every page. A
    link to an anchor that stands nowhere leads nowhere. ValueError when there is no page.
    """
    total = sum(len(part.about.pages) for part in parts)
    if not total:
        raise ValueError("a document without pages")
    writer = FileWriter(target)
    programs = Programs(writer)
    furnisher = Furnisher(programs, typeface, frame, total, stamp)
    doc = _Joined(writer, Structure(writer), furnisher, programs, faces, writer.reserve())
    bases = [writer.reserve(part.about.size).number - 1 for part in parts]
    for base, part in zip(bases, parts, strict=True):
        _note(doc, base, part.about)
    before = 0
    for base, part in zip(bases, parts, strict=True):
        _write(doc, base, before, part)
        before += len(part.about.pages)
    information, info = write_information(writer, metadata)
    carried = write_attachments(writer, attached, metadata.created)
    root = writer.add(_catalogue(doc, {**information, **carried}))
    writer.finish(root=root, info=info)
    return total


def heading_faults(parts: Iterable[Source]) -> list[str]:
    """Headings that leave out a level, read over the whole document; none is right.

    Source: ISO 14289-1, 7.4.2: the first heading is of level 1, none skips a level downward.
    """
    found, before = [], 0
    for place, part in enumerate(parts, start=1):
        for level in part.about.headings:
            if level > before + 1:
                found.append(f"part {place}: a heading of level {level} after {before or 'none'}")
            before = level
    return found


def _note(doc: _Joined, base: int, about: About) -> None:
    """Targets and outline of a part before anything is written."""
    pages = [Ref(base + page.number) for page in about.pages]
    doc.kids += pages
    for name, place in about.anchors.items():
        doc.targets.setdefault(name, (pages[place.page], place))
        if name.startswith(KEPT):
            doc.linked.add(name)
    doc.outline += [
        Entry(found.title, pages[found.place.page], found.place.y, found.level - 1)
        for found in about.outline
    ]


def _write(doc: _Joined, base: int, before: int, source: Source) -> None:
    """A part, with `before` pages in front of it."""
    about, part = source.about, source.load()
    renumbered = _renumbering(doc, base, about)
    doc.structure.document.kids.append(b"%d 0 R" % (base + about.top))
    more: dict[int, bytes] = {}  # elements of marks that are added here, by their array
    resources = doc.writer.add(_resources(doc, about, renumbered))
    for place, page in enumerate(about.pages):
        ref = Ref(base + page.number)
        found = about.anchors.get(doc.furnisher.stamp_anchor)
        if found and found.page == place:
            more[page.owners] = doc.furnisher.place_stamp(doc.structure, ref, page, found)
        around = doc.furnisher.around(ref, page, before + place + 1, is_bare=source.is_bare)
        _write_page(doc, base, page, resources, around)
    bodies = _all_renumbered(part.bodies.values(), renumbered)
    for number, body in zip(part.bodies, bodies, strict=True):
        added = more.get(number)
        doc.writer.put(base + number, body[:-1] + added + b"]" if added else body)
    for number, (head, data) in part.streams.items():
        doc.writer.put_stream(base + number, REFERENCE.sub(renumbered, head), data)


def _renumbering(doc: _Joined, base: int, about: About) -> Callable[[re.Match[bytes]], bytes]:
    outside = {0: doc.structure.document.ref.number}
    for place, name in enumerate(about.faces, start=OUTSIDE):
        outside[place] = doc.programs.ref(doc.faces[name]).number

    def renumbered(found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return found[0]
        number = int(found[1])
        return b"%d 0 R" % outside.get(number, base + number)

    return renumbered


def _all_renumbered(
    bodies: Iterable[bytes], renumbered: Callable[[re.Match[bytes]], bytes]
) -> list[bytes]:
    return REFERENCE.sub(renumbered, BETWEEN.join(bodies)).split(BETWEEN)


def _resources(
    doc: _Joined, about: About, renumbered: Callable[[re.Match[bytes]], bytes]
) -> dict[str, Any]:
    """What the pages of a part draw with, and what is drawn on every page."""
    base = {
        name: REFERENCE.sub(renumbered, text.encode()) for name, text in about.resources.items()
    }
    fonts = {
        name: Raw(REFERENCE.sub(renumbered, b"%d 0 R" % number))
        for name, number in about.fonts.items()
    }
    more = doc.furnisher.resources()
    states = base.pop("ExtGState", b"<<>>")[:-2] + serialise(more.states)[2:]
    return {
        **{name: Raw(body) for name, body in base.items()},
        "ExtGState": Raw(states),
        "Font": {**fonts, **more.fonts},
    }


def _write_page(
    doc: _Joined, base: int, page: PartPage, resources: Ref, around: Sequence[Ref]
) -> None:
    ref, parents = Ref(base + page.number), doc.structure.parents
    key = parents.reserve()
    parents.set(key, Ref(base + page.owners))
    entries: dict[str, Any] = {
        "Type": Name("Page"),
        "Parent": doc.pages,
        "MediaBox": [0, 0, page.width, page.height],
        "Contents": [around[0], Ref(base + page.contents), *around[1:]],
        "Resources": resources,
        "Tabs": Name("S"),
        "StructParents": key,
    }
    links = [_write_link(doc, base, link) for link in page.links]
    if links:
        entries["Annots"] = links
    doc.writer.add(entries, ref)


def _write_link(doc: _Joined, base: int, link: Link) -> Ref:
    parents = doc.structure.parents
    key = parents.reserve()
    parents.set(key, Ref(base + link.element))
    entries: dict[str, Any] = {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Rect": link.rect,
        "Border": [0, 0, 0],
        "F": PRINTED,
        "Contents": f"Menuju {link.said}",
        "StructParent": key,
    }
    name = link.target.removeprefix("#")
    if name == link.target:
        entries["A"] = {"S": Name("URI"), "URI": link.target}
    elif name in doc.targets:
        doc.linked.add(name)
        entries["Dest"] = name
    return doc.writer.add(entries, Ref(base + link.number))


def _catalogue(doc: _Joined, entries: Mapping[str, Any]) -> dict[str, Any]:
    writer = doc.writer
    pages = {"Type": Name("Pages"), "Kids": doc.kids, "Count": len(doc.kids)}
    names = dict(entries.get("Names", {}))
    if doc.linked:
        names["Dests"] = {"Names": name_tree({n: _destination(doc, n) for n in doc.linked})}
    found = {
        "Type": Name("Catalog"),
        **entries,
        "Pages": writer.add(pages, doc.pages),
        "StructTreeRoot": doc.structure.write(),
        "PageLabels": {"Nums": [0, {"S": Name("D")}]},
    }
    if names:
        found["Names"] = names
    if doc.outline:
        found |= {"Outlines": write_outline(writer, doc.outline), "PageMode": Name("UseOutlines")}
    return found


def _destination(doc: _Joined, name: str) -> list[Any]:
    page, place = doc.targets[name]
    return [page, Name("XYZ"), place.x, place.y, 0]

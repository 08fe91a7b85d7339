"""A document laid out in parts and joined: the contents last, because it names their pages."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import segno

from reports.pdf.attachments import Attached
from reports.pdf.fonts import Face
from reports.pdf.furniture import Stamp
from reports.pdf.joiner import heading_faults, join
from reports.pdf.metadata import Metadata
from reports.pdf.part import About, Part, about_of, load
from reports.rendering.cutting import STAMP_ANCHOR, CutPage, CutPart, entries_of, numbered
from reports.rendering.part_layout import FACES
from reports.rendering.pdf import Rendered, render_part
from reports.rendering.static import static_root
from reports.rendering.typeface import portal_typeface

log = logging.getLogger(__name__)
# What parts are made with beside their page: styles, typefaces, pictures, this code, engines.
MADE_WITH = ("css/document*.css", "fonts/*", "img/*")
ENGINES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5")
QUIET_BORDER = 2  # squares around a QR symbol
TRIES = 4  # until the contents takes as many pages as it says


@dataclass(frozen=True)
class LaidOut:
    """A part as it was laid out; `read` gives its content, from wherever it is kept."""

    about: About
    read: Callable[[], bytes]
    is_bare: bool = False

    def load(self) -> Part:
        return load(self.read())


LayOut = Callable[[Sequence[CutPart]], list[LaidOut]]


def lay_out_here(parts: Sequence[CutPart]) -> list[LaidOut]:
    """All parts one after the other, in this process, nothing kept."""
    return [laid_out(part, render_part(part.html).dump()) for part in parts]


def laid_out(part: CutPart, content: bytes) -> LaidOut:
    return LaidOut(about_of(content), lambda: content, is_bare=part.is_bare)


def key_of(part: CutPart) -> str:
    """What a part was made of, 64 characters: equal keys, equal pages.

    It begins with `generation`, so that a worker knows the parts that it would make alike.
    """
    own = hashlib.sha256(part.html.encode()).hexdigest()
    return generation() + own[: 64 - len(generation())]


def generation() -> str:
    """Styles, code and engines of this process; others lay out otherwise."""
    return made_with()[:16]


@cache
def made_with() -> str:
    """Everything but the page that decides how a part looks, read once per process."""
    own = Path(__file__).parent
    files = [
        *(path for pattern in MADE_WITH for path in sorted(static_root().glob(pattern))),
        *(path for folder in (own, own.parent / "pdf") for path in sorted(folder.rglob("*.py"))),
    ]
    found = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in ENGINES).encode())
    for path in files:
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def render_joined(
    page: CutPage,
    address: str,
    lay_out: LayOut,
    *,
    moment: datetime,
    attached: Iterable[Attached] = (),
) -> Rendered:
    """The document of a cut page. `address` is behind the QR symbol of its stamp."""
    sources = _all_laid_out(page, lay_out)
    for fault in heading_faults(sources):
        log.warning("%s: %s", page.title, fault)
    target = io.BytesIO()
    pages = join(
        target,
        sources,
        frame=page.frame,
        metadata=Metadata(page.title, moment, page.author, page.subject),
        faces=_faces(),
        typeface=portal_typeface(),
        stamp=_stamp(page, address) if page.stamp_lines and address else None,
        attached=attached,
    )
    return Rendered(target.getvalue(), pages)


def _all_laid_out(page: CutPage, lay_out: LayOut) -> list[LaidOut]:
    """Parts in their order; a contents is laid out when the pages of all others are known."""
    others = iter(lay_out([part for part in page.parts if not part.is_contents]))
    sources: list[LaidOut | None] = [
        None if part.is_contents else next(others) for part in page.parts
    ]
    for place, part in enumerate(page.parts):
        if part.is_contents:
            sources[place] = _contents(part, sources, lay_out)
    return [source for source in sources if source]


def _contents(part: CutPart, sources: Sequence[LaidOut | None], lay_out: LayOut) -> LaidOut:
    """The contents with the numbers that are right when it is itself as long as it is."""
    pages = 1
    for _ in range(TRIES):
        numbers = _numbers(part, sources, pages)
        found = lay_out([replace(part, html=numbered(part, numbers))])[0]
        if len(found.about.pages) == pages:
            break
        pages = len(found.about.pages)
    return found


def _numbers(part: CutPart, sources: Sequence[LaidOut | None], pages: int) -> dict[str, int]:
    """Anchors that the contents names, and the pages they stand on when it takes so many."""
    numbers: dict[str, int] = {}
    wanted = set(entries_of(part))
    for start, source in zip(_starts(sources, pages), sources, strict=True):
        for name, place in source.about.anchors.items() if source else ():
            if name in wanted:
                numbers.setdefault(name, start + place.page)
    return numbers


def _starts(sources: Sequence[LaidOut | None], pages: int) -> Iterator[int]:
    """The number of the first page of each part."""
    at = 1
    for source in sources:
        yield at
        at += len(source.about.pages) if source else pages


def _stamp(page: CutPage, address: str) -> Stamp:
    symbol = segno.make(address, error="m", micro=False)
    rows = [[bool(dark) for dark in row] for row in symbol.matrix_iter(border=QUIET_BORDER)]
    return Stamp(STAMP_ANCHOR, page.stamp_lines, rows, f"Kode QR ke halaman verifikasi {address}")


@cache
def _faces() -> dict[str, Face]:
    """The typefaces of the print stylesheets; those of the portal are one with what it draws."""
    own = {face.path.name: face for face in portal_typeface().faces}
    fonts = static_root() / "fonts"
    return {name: own.get(name) or Face(fonts / name) for name in FACES.values()}

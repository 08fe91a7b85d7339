"""A picture in a copy: as wide as it wants to be, and no larger than the paper lets it."""

from __future__ import annotations

import io
import struct
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Emu, Mm, Pt

from reports.rendering.word.frame import room
from reports.rendering.word.pictures import Picture

TROUBLES = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    struct.error,
    ValueError,
)
EMBLEM = Mm(18)  # height
WIDEST = Mm(70)  # of a picture that does not say how wide it is
CAPTION = Mm(20)  # room for the words below


def place(document: Any, found: Picture, *, is_emblem: bool) -> None:
    """In a paragraph of its own; of one that cannot be read what it shows is told in words."""
    paragraph = document.add_paragraph()
    try:
        shape = paragraph.add_run().add_picture(io.BytesIO(found.content))
    except TROUBLES:
        paragraph.add_run(f"[Gambar: {found.alt}]")
        return
    wanted = Pt(found.width) if found.width else min(shape.width, WIDEST)
    _fit(shape, document.sections[-1], wanted)
    shape._inline.docPr.set("descr", found.alt)  # noqa: SLF001 - it has no other way
    paragraph.paragraph_format.keep_with_next = True
    if is_emblem:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape.height, shape.width = EMBLEM, Emu(int(EMBLEM * shape.width / shape.height))


def _fit(shape: Any, section: Any, wanted: int) -> None:
    tallest = section.page_height - section.top_margin - section.bottom_margin - CAPTION
    width = min(wanted, room(section), tallest * shape.width // max(shape.height, 1))
    shape.height = Emu(int(shape.height * width / max(shape.width, 1)))
    shape.width = Emu(int(width))

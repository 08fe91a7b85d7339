"""Drawings and photos of a page, as files a word processor shows."""

from __future__ import annotations

import atexit
import base64
import binascii
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.rendering.static import static_root

FAMILY = "Plus Jakarta Sans"
FACES = "fonts/plus-jakarta-sans-latin-*-normal.woff2"
ZOOM = 2  # dots of a picture for each of the drawing: sharp on paper
DATA = re.compile(r"data:image/(png|jpeg);base64,(.+)", re.DOTALL)
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
SIZE = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"', re.DOTALL)
ALT = re.compile(r'<svg\b[^>]*?\saria-label="([^"]*)"', re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """`width` in points, 0 where the file says it."""

    content: bytes
    alt: str
    width: float = 0


def drawn(svg: str, alt: str) -> Picture:
    """A drawing as PNG, in the portal's typeface. Raises ValueError for what is none."""
    import resvg_py  # noqa: PLC0415 - slow to import

    size = SIZE.search(svg)
    content = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=ZOOM,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=list(_faces()),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return Picture(bytes(content), alt, float(size[1]) * 0.75 if size else 0)


def inlined(source: str, alt: str) -> Picture | None:
    """A picture that stands in the page itself; nothing else is read."""
    found = DATA.fullmatch(source)
    if found is None:
        return None
    try:
        return Picture(base64.b64decode(found[2], validate=True), alt)
    except binascii.Error:
        return None


@cache
def _faces() -> tuple[str, ...]:
    """The typeface as files the drawing library reads, unpacked once per process."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    folder = tempfile.TemporaryDirectory(prefix="selaras-huruf-")
    atexit.register(folder.cleanup)
    found = []
    for source in sorted(static_root().glob(FACES)):
        place = Path(folder.name) / f"{source.stem}.ttf"
        with TTFont(source) as font:
            font.flavor = None
            font.save(place)
        found.append(str(place))
    return tuple(found)

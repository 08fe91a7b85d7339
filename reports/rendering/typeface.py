"""The portal's typeface as the writer of PDF needs it."""

from __future__ import annotations

from functools import cache

from reports.pdf.fonts import Face, Typeface
from reports.rendering.static import static_root

FALLBACKS = ("dejavu-sans-fallback.woff",)  # asked for signs the portal's own typeface lacks


@cache
def portal_typeface() -> Typeface:
    """Plus Jakarta Sans; read once per process."""
    fonts = static_root() / "fonts"
    regular, bold = (
        Face(fonts / f"plus-jakarta-sans-latin-{weight}-normal.woff2") for weight in (400, 700)
    )
    others = tuple(Face(fonts / name, whole=False) for name in FALLBACKS)
    return Typeface(regular, bold, others)

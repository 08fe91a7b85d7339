"""The QR code of a document as an inline SVG path."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr_svg(text: str, label: str) -> SafeString:
    """A QR code drawn as one path, with presentation attributes only."""
    matrix = segno.make(text, error="m", micro=False).matrix
    size = len(matrix)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="-2 -2 {} {}" width="96" height="96">'
        "<title>{}</title>"
        '<rect x="-2" y="-2" width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        label,
        size + 4,
        size + 4,
        label,
        size + 4,
        size + 4,
        path,
    )

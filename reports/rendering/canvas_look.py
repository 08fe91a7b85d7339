"""How a drawn form looks: page, type sizes, colours, the typeface, and how words are broken."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont as FontFile

from reports.rendering.static import static_root

MM = 72 / 25.4
PAGE = (420 * MM, 297 * MM)  # A3 landscape
LEFT, RIGHT, TOP, BOTTOM = 10 * MM, 10 * MM, 12 * MM, 14 * MM
SIZE, LEADING, PAD = 5.9, 7.1, 1.6
NOTE, NOTE_LINE = 6.4, 8.5  # type and height of a line under a table
HEAD_FILL, SOFT_FILL = (0.914, 0.914, 0.957), (0.965, 0.965, 0.984)
INK, GREY, LINE = (0.1, 0.1, 0.14), (0.33, 0.33, 0.33), (0.47, 0.46, 0.54)
# Signs the typeface lacks, and what is written for them.
REPLACED = {"≥": ">=", "≤": "<=", "→": "->", "≈": "~"}


@cache
def fonts() -> tuple[str, str]:
    """The portal's typeface, unpacked once per process for the canvas."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - slow to import
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    names = []
    for weight in ("400", "700"):
        path = static_root() / f"fonts/plus-jakarta-sans-latin-{weight}-normal.woff2"
        font = FontFile(path)
        font.flavor = None
        unpacked = io.BytesIO()
        font.save(unpacked)
        unpacked.seek(0)
        name = f"Jakarta{weight}"
        pdfmetrics.registerFont(TTFont(name, unpacked))
        names.append(name)
    return names[0], names[1]


def clean(text: str) -> str:
    """Signs the typeface lacks are written with those it has."""
    for sign, other in REPLACED.items():
        text = text.replace(sign, other)
    return text


def height_of(lines: Sequence[Sequence[str]]) -> float:
    """What a row takes of a page."""
    return max(1, *(len(found) for found in lines)) * LEADING + 2 * PAD


def wrapped(text: str, font: str, size: float, width: float, canvas: Any) -> list[str]:
    measure = canvas.stringWidth
    if measure(text, font, size) <= width and "\n" not in text:
        return [text]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            trial = f"{line} {word}".strip()
            if measure(trial, font, size) <= width:
                line = trial
                continue
            if line:
                lines.append(line)
            line = word
            while measure(line, font, size) > width and len(line) > 1:
                cut = _cut(line, font, size, width, measure)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _cut(word: str, font: str, size: float, width: float, measure: Any) -> int:
    """How many letters of a word that is wider than its column fit."""
    for length in range(len(word) - 1, 1, -1):
        if measure(word[:length], font, size) <= width:
            return length
    return 1


def draw_figure(canvas: Any, right: float, base: float, text: str, room: float) -> None:
    """A number on one line, in smaller type where its column is narrow."""
    if not text:
        return
    font = canvas._fontname  # noqa: SLF001 - the font the row is drawn in
    wide = canvas.stringWidth(text, font, SIZE)
    if wide <= room:
        canvas.drawRightString(right, base, text)
        return
    canvas.setFont(font, SIZE * room / wide)
    canvas.drawRightString(right, base, text)
    canvas.setFont(font, SIZE)

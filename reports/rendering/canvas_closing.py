"""The end of a drawn form: signatures, then the way to check the document.

Nobody signs a page with nothing on it: the last rows and notes go along when it turns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from reports.rendering.canvas_look import (
    BOTTOM,
    LEFT,
    MM,
    NOTE,
    NOTE_LINE,
    PAD,
    PAGE,
    RIGHT,
    TOP,
    clean,
    height_of,
)
from reports.rendering.printed import PrintedRow, PrintedTable

CLOSING = 75 * MM  # signatures and the code
TAIL = 3  # rows, or lines under the table, that the signatures stand with
HEAD = 30 * MM  # at most, of a table that begins again


def kept_rows(pages: Any, table: PrintedTable) -> Iterator[PrintedRow]:
    """The rows of the last table; its page turns before the last of them where all that
    follows would not stand on it, but does on a new one."""
    held: deque[PrintedRow] = deque()
    for row in table.rows():
        held.append(row)
        if len(held) > TAIL:
            yield held.popleft()
    notes = 2 * PAD + NOTE_LINE * len(_note_lines(pages, table))
    height = sum(height_of(pages.lines(row)) for row in held) + notes + CLOSING
    if height <= PAGE[1] - TOP - BOTTOM - HEAD and pages.need(height):
        pages.head(table)
    yield from held


def draw_notes(pages: Any, table: PrintedTable, *, is_last: bool) -> None:
    """The lines under a table; under the last one the signatures keep some of them."""
    pages.canvas.setFont(pages.plain, NOTE)
    pages.y -= 2 * PAD
    found = _note_lines(pages, table)
    for left, words in zip(range(len(found), 0, -1), found, strict=True):
        keeps = is_last and left == TAIL
        if pages.need(NOTE_LINE * left + CLOSING if keeps else NOTE_LINE):
            pages.canvas.setFont(pages.plain, NOTE)
        pages.y -= NOTE_LINE
        pages.canvas.drawString(LEFT, pages.y, words)


def _note_lines(pages: Any, table: PrintedTable) -> list[str]:
    room = PAGE[0] - LEFT - RIGHT
    return [words for note in table.notes for words in pages.wrap(f"• {note}", room, size=NOTE)]


def draw_closing(pages: Any) -> None:
    """Signatures side by side, then the way to check the document."""
    pages.need(CLOSING)
    pages.y -= 8 * MM
    signers = pages.data.signers
    slot = (PAGE[0] - LEFT - RIGHT) / max(1, len(signers))
    for place, signer in enumerate(signers):
        middle, y = LEFT + slot * (place + 0.5), pages.y
        is_last = place == len(signers) - 1
        parts = [
            (pages.data.place_date if is_last else "", pages.plain, 11),
            (f"{signer.heading}," if signer.heading else "", pages.plain, 11),
            (signer.position, pages.plain, 48),
            (signer.name or "……………………………", pages.bold, 11),
            (signer.rank, pages.plain, 11),
            (
                f"NIP. {signer.employee_number}" if signer.employee_number else "",
                pages.plain,
                11,
            ),
        ]
        for text, font, down in parts:
            pages.canvas.setFont(font, 8.5)
            pages.canvas.drawCentredString(middle, y, clean(text))
            y -= down
    pages.y -= 110
    _verification(pages)


def _verification(pages: Any) -> None:
    frame = pages.frame
    if not frame.code or frame.qr is None:
        return
    pages.need(26 * MM)
    size = 22 * MM
    matrix = [list(row) for row in frame.qr.matrix]
    step = size / len(matrix)
    top = pages.y
    pages.canvas.setFillColorRGB(0, 0, 0)
    for r, row in enumerate(matrix):
        for col, dark in enumerate(row):
            if dark:
                pages.canvas.rect(
                    LEFT + col * step, top - (r + 1) * step, step, step, stroke=0, fill=1
                )
    texts = (
        f"Kode dokumen {frame.code}",
        f"Pindai kode QR atau buka {frame.verify_url}",
        "untuk memeriksa keaslian dan kesesuaian data.",
    )
    pages.canvas.setFont(pages.plain, 7.5)
    for n, text in enumerate(texts):
        pages.canvas.drawString(LEFT + size + 4 * MM, top - 10 * MM - n * 10, text)

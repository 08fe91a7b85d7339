"""The end of a drawn form: signatures, then the way to check the document."""

from __future__ import annotations

from typing import Any

from reports.rendering.canvas_look import LEFT, MM, PAGE, RIGHT, clean


def draw_closing(pages: Any) -> None:
    """Signatures side by side, then the way to check the document."""
    pages.need(55 * MM)
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

"""What stands on every page of a form beside its rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reports.pdf.document import Document
from reports.pdf.sheet import MM, Sheet, Style, number, rgb
from reports.rendering.forms.look import AREA, FAINT, FOOT, GREY, PAGE, PLACE, WARNING

TOTAL = "Total"
TOTAL_ROOM = 5.2 * MM  # for the number of pages, at the right end of the footer
BOTTOM, TOP = 5.6 * MM, PAGE[1] - 7.4 * MM
DRAFT = Style(120, 120, bold=True)
SLANT = math.radians(28)


@dataclass(frozen=True)
class Frame:
    """`qr` is a segno symbol or None, `emblem` a PNG or empty."""

    city: str
    code: str
    printed_at: str
    fingerprint: str
    verify_url: str
    qr: Any
    moment: datetime
    is_demo: bool = False
    emblem: bytes = b""


def draw_frame(sheet: Sheet, frame: Frame, title: str, *, is_draft: bool) -> None:
    """Footer, running title and marks of a page, none of it read out."""
    said = " · ".join(part for part in (frame.code, frame.printed_at, frame.fingerprint) if part)
    sheet.artifact([said], AREA.left, BOTTOM, FOOT, "Footer")
    right = AREA.right - TOTAL_ROOM
    words = f"Halaman {sheet.place + 1} dari "
    sheet.artifact([words], right, BOTTOM, _right(PLACE), "Footer")
    sheet.form(TOTAL)
    if sheet.place:
        sheet.artifact([title], AREA.right, TOP, _right(FOOT), "Header")
    if frame.is_demo:
        mark = Style(FOOT.size, FOOT.leading, colour=WARNING)
        sheet.artifact(["Data demonstrasi, bukan data resmi"], AREA.left, TOP, mark, "Header")
    if is_draft:
        sheet.under.append(_watermark(sheet, "DRAF"))


def _right(style: Style) -> Style:
    return Style(style.size, style.leading, colour=style.colour, align="right")


def draw_total(document: Document) -> None:
    """The number of pages, shown by every page through one shared drawing."""
    setter, style = document.setter, PLACE
    shown = setter.shown(str(len(document.pages)), style.size)
    space = setter.width(" ", style.size)
    document.draw(
        TOTAL,
        f"BT /{setter.name()} {style.size} Tf {rgb(GREY)} rg "
        f"1 0 0 1 {AREA.right - TOTAL_ROOM + space:.2f} {BOTTOM:.2f} Tm {shown} ET",
    )


def _watermark(sheet: Sheet, word: str) -> str:
    """A word across the page, under everything else."""
    setter, size = sheet.setter, DRAFT.size
    wide = setter.width(word, size, bold=True)
    cos, sin = math.cos(SLANT), math.sin(SLANT)
    x = sheet.width / 2 - wide / 2 * cos + size * 0.35 * sin
    y = sheet.height / 2 - wide / 2 * sin - size * 0.35 * cos
    turned = " ".join(number(part) for part in (cos, sin, -sin, cos, x, y))
    return (
        f"/Artifact BMC BT /{setter.name(bold=True)} {number(size)} Tf {rgb(FAINT)} rg "
        f"{turned} Tm {setter.shown(word, size, bold=True)} ET EMC"
    )

"""The beginning of a form: letterhead, title, what is said below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.definitions import ReportData
from reports.pdf.flow import Flow
from reports.pdf.sheet import MM, Style
from reports.rendering.forms.frame import Frame
from reports.rendering.forms.look import ADDRESS, CITY, NIGHT, REMARK, TITLE, UNIT
from reports.rendering.forms.words import apart, lines_of

RULE = 2.0  # points, under the letterhead
EMBLEM = 15 * MM  # height


def draw_opening(flow: Flow, data: ReportData, frame: Frame) -> None:
    """Letterhead with the city's emblem, the title as the one H1, a remark."""
    top = flow.y
    if frame.emblem:
        draw_emblem(flow, frame.emblem, f"Lambang {frame.city}")
    unit = data.letterhead
    _centred(flow, "P", [f"PEMERINTAH {frame.city.upper()}"], CITY)
    _centred(flow, "P", [getattr(unit, "name", "").upper()], UNIT)
    _centred(flow, "P", [_address(unit)], ADDRESS)
    flow.y -= 2.5 * MM
    if frame.emblem:
        flow.y = min(flow.y, top - EMBLEM - 1.5 * MM)
    area = flow.area
    flow.sheet.lines([(area.left, flow.y, area.right, flow.y)], RULE, NIGHT)
    flow.y -= 4 * MM
    heading = data.values.get("heading") or [data.subtitle or data.title]
    _centred(flow, "H1", heading, TITLE)
    if remark := str(data.values.get("remark") or ""):
        flow.y -= 1 * MM
        _centred(flow, "P", [remark], REMARK)
    flow.y -= 2 * MM


def draw_emblem(flow: Flow, content: bytes, said: str) -> None:
    """The city's emblem at the left edge; nothing for a picture that is no plain PNG."""
    placed = flow.document.picture(content)
    if placed is None:
        return
    wide = EMBLEM * placed.width / placed.height
    left, bottom = flow.area.left, flow.y - EMBLEM
    structure = flow.document.structure
    box = [left, bottom, left + wide, bottom + EMBLEM]
    shape = structure.attributes("Layout", BBox=box)
    figure = structure.begin("Figure", Alt=said, A=shape)
    flow.sheet.picture(
        figure, f"{wide:.2f} 0 0 {EMBLEM:.2f} {left:.2f} {bottom:.2f} cm /{placed.name} Do"
    )
    structure.end(figure)


def _address(unit: Any) -> str:
    """In one line, as far as it is known."""
    parts = [getattr(unit, "address", ""), getattr(unit, "phone", ""), getattr(unit, "website", "")]
    if parts[1]:
        parts[1] = f"Telepon {parts[1]}"
    return " · ".join(part for part in parts if part)


def _centred(flow: Flow, kind: str, texts: Sequence[str], style: Style) -> None:
    room = flow.area.width - 60 * MM
    lines = apart([line for text in texts for line in lines_of(flow, text, style, room)])
    if not lines:
        return
    structure = flow.document.structure
    element = structure.begin(kind)
    flow.y -= style.size
    middle = (flow.area.left + flow.area.right) / 2
    flow.sheet.text(element, lines, middle, flow.y, style)
    flow.y -= (len(lines) - 1) * style.leading + (style.leading - style.size)
    structure.end(element)

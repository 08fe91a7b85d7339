"""A whole form as a tagged file: thousands of rows in seconds, one page in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reports.definitions import ReportData
from reports.pdf.attachments import Attached
from reports.pdf.document import Document
from reports.pdf.flow import Flow
from reports.pdf.metadata import Metadata
from reports.pdf.setting import Setter
from reports.pdf.sheet import MM
from reports.rendering.forms.closing import Closing
from reports.rendering.forms.frame import TOTAL, Frame, draw_frame, draw_total
from reports.rendering.forms.look import AREA, PAGE
from reports.rendering.forms.opening import draw_opening
from reports.rendering.forms.tables import draw_table, printed_parts
from reports.rendering.typeface import portal_typeface


def render_form(
    data: ReportData, frame: Frame, attached: Sequence[Attached] = ()
) -> tuple[bytes, int]:
    """All printed tables of a report on A3 pages, PDF/A-3a and PDF/UA-1; and how many pages."""
    target = io.BytesIO()
    metadata = Metadata(data.title, frame.moment, author=frame.city, subject=data.subtitle)
    document = Document(target, metadata, Setter(portal_typeface()), PAGE)
    document.attached += attached
    document.promise(TOTAL)
    flow = Flow(
        document,
        AREA,
        lambda sheet: draw_frame(sheet, frame, data.title, is_draft=data.is_draft),
    )
    draw_opening(flow, data, frame)
    closing = Closing(flow, data, frame)
    _draw_tables(flow, data, closing)
    closing.draw()
    draw_total(document)
    pages = document.finish()
    return target.getvalue(), pages


def _draw_tables(flow: Flow, data: ReportData, closing: Closing) -> None:
    found = [printed for table in data.tables for printed in printed_parts(table)]
    for place, printed in enumerate(found):
        is_last = place == len(found) - 1
        if printed.part > 1:
            flow.need(flow.area.height / 2)
        elif place:
            flow.need(40 * MM)
        below = closing.below(printed.notes) if is_last else 0
        draw_table(flow, printed, is_one=len(data.tables) == 1, below=below)
        closing.notes(printed.notes, is_last=is_last)

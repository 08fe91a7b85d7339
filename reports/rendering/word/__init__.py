"""A document of words as DOCX, from its page: a copy for those who must edit it.

It looks like what it is: marked on every page, without QR code or signature, and with real
headings, lists, tables and pictures in the place of what the page draws.
"""

from __future__ import annotations

import io

from reports.definitions import Report, ReportData
from reports.rendering.word.frame import framed
from reports.rendering.word.page import PageWriter
from reports.rendering.word.source import parsed

MARK = "Salinan untuk disunting · bukan dokumen resmi"


def render_docx(report: Report, data: ReportData, html: str, *, code: str, author: str) -> bytes:
    """The page of a document as DOCX; `html` has its code filled in, but needs no QR symbol."""
    page = parsed(html)
    document = framed(
        title=data.title,
        subject=report.regulation,
        author=author,
        mark=f"{MARK} · kode {code}" if code else MARK,
        is_draft=data.is_draft,
        is_wide=page.is_wide,
    )
    PageWriter(document, page).write()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()

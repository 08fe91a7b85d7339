"""One context, five writers: HTML, PDF, XLSX, CSV and DOCX of the same `ReportData`."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from organizations.formatting import format_datetime
from organizations.models import City
from reports.choices import Format
from reports.definitions import RULE, WORDS, Report, ReportData, Table
from reports.rendering.carried import files_of, marks_of
from reports.rendering.codes import qr_svg
from reports.rendering.cutting import cut
from reports.rendering.delimited import render_csv
from reports.rendering.forms.drawing import render_form
from reports.rendering.forms.frame import Frame
from reports.rendering.joined import LayOut, lay_out_here, render_joined
from reports.rendering.pdf import render_pdf
from reports.rendering.printed import printed_tables
from reports.rendering.snapshot import CODE_MARK, QR_MARK
from reports.rendering.workbook import render_xlsx

Tell = Callable[[int, str], None]


@dataclass(frozen=True)
class Output:
    content: bytes
    pages: int | None = None
    carried: Mapping[str, str] = field(default_factory=dict)  # file inside it → its SHA-256


def write(
    report: Report,
    data: ReportData,
    fmt: str,
    code: str,
    tell: Tell,
    *,
    page: str | None = None,
    lay_out: LayOut = lay_out_here,
    made_at: datetime | None = None,
) -> Output:
    """The document in one format; `tell(percent, step)` is called before the slow steps.

    `page` is the marked page of a snapshot; without one it is built from the data. `lay_out`
    makes the parts of a document whose template sets marks to cut it at. `made_at` is when a
    document that is written again was made first.
    """
    if fmt == Format.CSV:
        return Output(render_csv(csv_table(report, data)))
    if fmt == Format.XLSX:
        tell(60, "Menulis lembar kerja")
        return Output(render_xlsx(data, code))
    if fmt == Format.PDF:
        return _printed(report, data, code, tell, page, lay_out, made_at or timezone.now())
    tell(40, "Menyusun halaman")
    page = page or marked_page(report, data)
    if fmt == Format.DOCX:
        return Output(copy_of(report, data, page, code))
    return Output(filled(page, code).encode("utf-8"))


def _printed(  # noqa: PLR0917 - what `write` was given
    report: Report,
    data: ReportData,
    code: str,
    tell: Tell,
    page: str | None,
    lay_out: LayOut,
    moment: datetime,
) -> Output:
    """The document as PDF, with its tables inside: drawn, joined from parts, or laid out."""
    mark = fingerprint(data)
    carried = files_of(report, data, figures_of(data), code=code, made_at=moment, mark=mark)
    marks = marks_of(carried)
    if report.is_form and page is None:
        tell(40, "Menggambar halaman")
        return Output(*render_form(data, frame_of(data, code), carried), marks)
    tell(40, "Menyusun halaman")
    html = filled(page or marked_page(report, data), code)
    tell(55, "Menulis PDF")
    parts = cut(html)
    if parts:
        address = verify_address(code) if code else ""
        now = timezone.localtime()
        rendered = render_joined(parts, address, lay_out, moment=now, attached=carried)
    else:
        rendered = render_pdf(html, carried, moment)
    return Output(rendered.content, rendered.pages, marks)


def copy_of(report: Report, data: ReportData, page: str, code: str) -> bytes:
    """The page as DOCX, without a QR symbol: a copy vouches for nothing."""
    from reports.rendering.word import render_docx  # noqa: PLC0415 - eight megabytes few need

    html = page.replace(QR_MARK, "").replace(CODE_MARK, code)
    return render_docx(report, data, html, code=code, author=City.as_of(data.year).name)


def marked_page(report: Report, data: ReportData) -> str:
    """The page for print with marks where code and QR symbol stand."""
    return render_to_string(report.template_name, document_context(report, data, is_marked=True))


def filled(page: str, code: str) -> str:
    """A marked page with its own code; without one the verification block says nothing."""
    if not code:
        return page.replace(CODE_MARK, "–").replace(QR_MARK, "")
    qr = qr_svg(verify_address(code), f"Kode QR ke halaman verifikasi {code}")
    return page.replace(QR_MARK, qr).replace(CODE_MARK, code)


def verify_address(code: str) -> str:
    return f"{settings.SITE_URL}{reverse('reports:verify', args=[code])}"


def csv_table(report: Report, data: ReportData) -> Table:
    """The one table a CSV holds."""
    named = (table for table in data.tables if table.name == report.csv_table)
    return next(named, data.tables[0])


def frame_of(data: ReportData, code: str) -> Frame:
    """What stands on every page of a drawn form; one that says nothing vouches for nothing."""
    code = "" if data.values.get("is_empty") else code
    city = City.as_of(data.year)
    address = verify_address(code) if code else ""
    moment = timezone.localtime()
    return Frame(
        city=city.name,
        code=code,
        printed_at=format_datetime(moment),
        fingerprint=fingerprint(data)[:16],
        verify_url=address,
        qr=segno.make(address, error="m", micro=False) if address else None,
        moment=moment,
        is_demo=city.is_demo,
        emblem=emblem_of(city),
    )


def document_context(
    report: Report, data: ReportData, *, is_marked: bool = False
) -> dict[str, Any]:
    """What a template reads; with marks where the code of a document and its QR symbol stand."""
    city = City.as_of(data.year)
    printed = [printed for table in data.tables for printed in printed_tables(table)]
    return {
        "printed": printed,
        "table_widths": format_html(
            "<style>{}</style>", "".join(table.width_rules for table in printed)
        ),
        **data.values,
        "data": data,
        "report": report,
        "city": city,
        "logo": logo_uri(city),
        "code": SafeString(CODE_MARK) if is_marked else "",
        "verify_url": _marked_address() if is_marked else "",
        "qr": SafeString(QR_MARK) if is_marked else "",
        "printed_at": timezone.now(),
        "fingerprint": fingerprint(data)[:16],
    }


def _marked_address() -> SafeString:
    place = "XXXX-XXXX-XXXX"
    return SafeString(escape(verify_address(place)).replace(place, CODE_MARK))


def emblem_of(city: City) -> bytes:
    """The city's emblem as a PNG; nothing where there is none or it cannot be read."""
    try:
        return city.logo.open("rb").read() if city.logo else b""
    except OSError:
        return b""


def logo_uri(city: City) -> str:
    """The emblem as inline data: documents may read no file outside static/."""
    content = emblem_of(city)
    return f"data:image/png;base64,{base64.b64encode(content).decode('ascii')}" if content else ""


def fingerprint(data: ReportData) -> str:
    """SHA-256 over what a document is about and its figures: equal both, equal fingerprint.

    What it is about is the name of its files, which holds unit and period: months in which nothing
    happened have equal figures and are two documents. One without figures is known by its rows.
    """
    if data.figures_mark:
        return data.figures_mark
    told = figures_of(data) or [list(table.rows) for table in data.tables]
    text = json.dumps([data.file_stem, told], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def figures_of(data: ReportData) -> dict[str, dict[str, str]]:
    """Figures by key, as they are stored with the job."""
    return {
        figure.key: {k: v for k, v in asdict(figure).items() if k != "key"}
        for figure in data.figures
    }


Differences = list[dict[str, str]]


def differences(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Differences:
    """Figures whose value is not the same any more, in the order of the newer document."""
    known = (key for key in after if key in before or not key.startswith(RULE))
    keys = [*known, *(key for key in before if key not in after)]
    found = []
    for key in keys:
        old, new = before.get(key, {}), after.get(key, {})
        was, now = old.get("value", ""), new.get("value", "")
        if was != now:
            found.append(
                {
                    "key": key,
                    "label": (new or old).get("label", ""),
                    "before": _readable(was, "Naskah lama"),
                    "after": _readable(now, "Naskah berubah" if was else "Naskah baru"),
                    "url": (new or old).get("url", ""),
                }
            )
    return found


def _readable(value: str, words: str) -> str:
    """A mark of words says nothing to people."""
    return words if value.startswith(WORDS) else value

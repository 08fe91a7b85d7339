"""The business history as a file: what its page shows, under the same right and filter."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.formatting import format_datetime
from organizations.models import Activity
from organizations.queries.history import history_rows
from organizations.views.history import RIGHT, history_filter
from organizations.web import Crumb, StaffView, download, page
from reports.choices import CONTENT_TYPES, Format
from reports.definitions import ReportData
from reports.rendering.delimited import SPREADSHEETS, render_csv
from reports.rendering.history import history_table
from reports.rendering.workbook import render_xlsx

MOST = 10_000  # lines in one file, which is made while the reader waits
FORMATS = {
    Format.XLSX.value: "XLSX",
    **{name: f"CSV, {dialect.label.lower()}" for name, dialect in SPREADSHEETS.items()},
}


class HistoryExportView(StaffView):
    """How much there is and in which forms; with `bentuk` the file itself."""

    right = RIGHT

    def get(self, request: HttpRequest) -> HttpResponse:
        form = history_filter(request)
        place = reverse("organizations:history")
        if form.is_wrong:  # its page says what is wrong
            query = request.GET.copy()
            query.pop("bentuk", None)
            return redirect(f"{place}?{query.urlencode()}")
        rows = history_rows(request.user, form.asked())
        count, fmt = rows.count(), request.GET.get("bentuk", "")
        if fmt in FORMATS and 0 < count <= MOST:
            return _file(fmt, rows[:MOST], form.said())
        context = {"count": count, "most": MOST, "formats": FORMATS, "said": form.said()}
        crumbs = [Crumb("Riwayat", place)]
        return page(request, "reports/history/export.html", context, crumbs=crumbs)


def _file(fmt: str, lines: Iterable[Activity], said: str) -> HttpResponse:
    table = history_table(lines)
    now = timezone.localtime()
    stem = f"riwayat-{now:%Y%m%d-%H%M}"
    dialect = SPREADSHEETS.get(fmt)
    if dialect is not None:
        content, kind = render_csv(table, dialect), Format.CSV
    else:
        subtitle = f"Diunduh {format_datetime(now)}. {said}"
        data = ReportData(table.title, {}, [table], [], "", stem, subtitle=subtitle)
        content, kind = render_xlsx(data), Format.XLSX
    return download(ContentFile(content), name=f"{stem}.{kind}", mime=CONTENT_TYPES[kind])

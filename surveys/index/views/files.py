"""CSV and XLSX of a page of results: the same tables, read in the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from django.core.files.base import File
from django.http import Http404, HttpResponse

from organizations.web import download
from reports.choices import CONTENT_TYPES, Format
from reports.definitions import ReportData, Table
from reports.rendering.delimited import render_csv
from reports.rendering.workbook import render_xlsx
from surveys.index.reports.long import long_table

FORMATS = (Format.CSV, Format.XLSX)


def figures_file(fmt: str, title: str, stem: str, tables: Sequence[Table]) -> HttpResponse:
    if fmt not in FORMATS:
        raise Http404
    if fmt == Format.CSV:
        content = render_csv(long_table(tables))
    else:
        data = ReportData(
            title=title, values={}, tables=tables, figures=(), stamp="", file_stem=stem
        )
        content = render_xlsx(data)
    file = File(BytesIO(content))
    return download(file, name=f"{stem}.{fmt}", mime=CONTENT_TYPES[Format(fmt)])

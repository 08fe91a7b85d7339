"""The empty file people fill in: titles, lists to choose from, and a sheet that explains."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from organizations.spreadsheets.columns import Column

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 1000  # that many rows are prepared as text, so that no digit is lost


def build_template(columns: Sequence[Column], guide: Sequence[str]) -> bytes:
    """An XLSX with the sheets Data and Petunjuk."""
    import xlsxwriter  # noqa: PLC0415 - slow to import, only needed here

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Data")
    head = book.add_format({"bold": True, "bg_color": "#E7E9F5", "border": 1})
    as_text = book.add_format({"num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, as_text)
        sheet.write_string(0, place, column.name, head)
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, place, ROWS, place, rule)
    sheet.freeze_panes(1, 0)
    _write_guide(book.add_worksheet("Petunjuk"), columns, guide)
    book.close()
    return out.getvalue()


def _write_guide(sheet: Any, columns: Sequence[Column], guide: Sequence[str]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for number, line in enumerate(guide):
        sheet.write_string(number, 0, line)
    for number, column in enumerate(columns, start=len(guide) + 1):
        need = "wajib" if column.is_needed else "boleh kosong"
        sheet.write_string(number, 0, column.name)
        sheet.write_string(number, 1, f"{column.hint} ({need})")

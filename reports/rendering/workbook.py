"""XLSX through XlsxWriter, row by row in constant memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from organizations.forms.dates import parse_day
from organizations.spreadsheets.formats import quantity_format
from reports.definitions import Cell, Column, ReportData, Table

OPTIONS = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS = {
    "rupiah": "#,##0",
    "integer": "#,##0",
    "percent": '0.00"%"',
    "date": "d mmmm yyyy",
}
LONGEST_NAME = 31  # of a sheet
NUMBERED = re.compile(r"\d+(\.\d+)*\.? ")  # a title of a numbered chapter
JOINING = re.compile(r"( (dan|atau|yang|menurut|setiap|untuk))+$")
HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}


def render_xlsx(data: ReportData, code: str = "") -> bytes:
    """One sheet a table, with title, header, number formats, notes and the code of the document, if it has one."""
    import xlsxwriter  # noqa: PLC0415 - slow to import

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": data.title, "subject": data.subtitle, "comments": code})
    for number, table in enumerate(data.tables, start=1):
        name = _sheet_name(table.title, number)
        if book.get_worksheet_by_name(name):
            name = _sheet_name(f"Tabel {table.title}", number)
        _write_sheet(book, book.add_worksheet(name), table, data, code)
    book.close()
    return target.getvalue()


def _write_sheet(book: Any, sheet: Any, table: Table, data: ReportData, code: str) -> None:
    columns = list(table.columns)
    sheet.set_landscape()
    sheet.set_paper(8 if len(columns) > 12 else 9)  # A3 or A4
    sheet.fit_to_pages(1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    sheet.write_string(0, 0, data.title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, data.subtitle or table.title)
    top = 3
    top = _write_head(book, sheet, columns, top)
    sheet.repeat_rows(3, top - 1)
    sheet.freeze_panes(top, min(3, len(columns)))
    styles = _Styles(book)
    words = {column.name: dict(column.words) for column in columns if column.words}
    row = top
    for values in table.rows:
        style = str(values.get("_style") or "")
        for index, column in enumerate(columns):
            value = values.get(column.name)
            if column.name in words and isinstance(value, str):
                value = words[column.name].get(value, value)
            _write_cell(sheet, (row, index), value, styles.of(column.kind, style, value))
        row += 1
    for note in (*table.notes, *([f"Kode dokumen: {code}"] if code else [])):
        row += 1
        sheet.write_string(row, 0, note)


def _write_head(book: Any, sheet: Any, columns: Sequence[Column], top: int) -> int:
    """Header rows; a spanning row above when columns have groups. Returns the next row."""
    head = book.add_format(HEAD)
    if any(column.group for column in columns):
        for first, last, group in _groups(columns):
            if group and last > first:
                sheet.merge_range(top, first, top, last, group, head)
            else:
                sheet.write_string(top, first, group, head)
        top += 1
    for index, column in enumerate(columns):
        sheet.write_string(top, index, column.title, head)
    if any(column.number for column in columns):  # the row of column numbers of an official form
        top += 1
        for index, column in enumerate(columns):
            sheet.write_string(top, index, column.number, head)
    return top + 1


def _groups(columns: Sequence[Column]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        count = len(list(members))
        if group:
            yield start, start + count - 1, group
        else:
            yield from ((start + i, start + i, "") for i in range(count))
        start += count


class _Styles:
    """One cell format per kind and row style, made when first used."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.known: dict[tuple[str, str, str], Any] = {}

    def of(self, kind: str, style: str, value: Cell) -> Any:
        shown = FORMATS.get(kind, "")
        if kind == "quantity" and isinstance(value, (int, Decimal)):
            shown = quantity_format(value)
        key = (kind, style, shown)
        if key not in self.known:
            look: dict[str, Any] = {"border": 1, "valign": "top", "text_wrap": kind == "text"}
            if shown or kind == "quantity":
                look["align"] = "right"
            if shown:
                look["num_format"] = shown
            if style in ("total", "heading"):
                look |= {"bold": True, "bg_color": "#EEF0FA"}
            elif style == "strong":
                look |= {"bold": True}
            self.known[key] = self.book.add_format(look)
        return self.known[key]


def _write_cell(sheet: Any, place: tuple[int, int], value: Cell, look: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(*place, None, look)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(*place, value, look)
    elif look.num_format == FORMATS["date"] and (day := parse_day(value)):
        sheet.write_datetime(*place, day, look)
    else:
        sheet.write_string(*place, value[:32000], look)


def _sheet_name(title: str, number: int) -> str:
    """At most 31 characters, cut behind a word that ends something; a title with a number of its own
    gets no second one."""
    clean = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)
    has_number = number == 1 or NUMBERED.match(clean)
    name = " ".join(clean.split() if has_number else f"{number}. {clean}".split())
    if len(name) > LONGEST_NAME:
        words = name[: LONGEST_NAME + 1].rpartition(" ")[0]
        name = JOINING.sub("", words) if len(words) > LONGEST_NAME // 2 else name[:LONGEST_NAME]
    return name.rstrip(" ,;-–(") or f"Tabel {number}"

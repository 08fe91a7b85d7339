"""The data a document carries: its tables and figures as CSV, and a list that says what they are.

Only what the document itself shows travels with it: of a table that is printed by its columns
those columns, of others all, but nothing a report keeps aside (`Report.aside`, `Report.unseen`);
figures without the address of their row.
"""

from __future__ import annotations

import fnmatch
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from reports.definitions import Column, Report, ReportData, Table
from reports.pdf.attachments import Attached
from reports.rendering.delimited import plain_cell, render_csv

MANIFEST, FIGURES = "dokumen.json", "angka.csv"
FIGURE_COLUMNS = (
    Column("kunci", "Kunci"),
    Column("uraian", "Uraian"),
    Column("nilai", "Nilai"),
)
Figures = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class PlainTable:
    """A table as the text of its CSV; every row is as long as `columns`."""

    file: str
    name: str
    title: str
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Carried:
    """What a document carries, or what it would carry: figures by key, tables in their order."""

    code: str
    slug: str
    figures: Figures
    tables: tuple[PlainTable, ...]

    @cached_property
    def size(self) -> int:
        """Rows of all tables together, figures included."""
        return len(self.figures) + sum(len(table.rows) for table in self.tables)


def carried_tables(report: Report, data: ReportData) -> list[tuple[str, Table]]:
    """The tables under the names of their files, with the columns that the document shows."""
    shown = (_shown(table, report.aside) for table in data.tables)
    return [
        (f"tabel-{place}-{slugify(table.name) or 'data'}.csv", table)
        for place, table in enumerate((table for table in shown if table.columns), start=1)
    ]


def _shown(table: Table, aside: Sequence[str]) -> Table:
    printed = [column for column in table.columns if column.share] or table.columns
    if table.name in aside:
        return replace(table, columns=[])
    return replace(table, columns=[c for c in printed if f"{table.name}.{c.name}" not in aside])


def carried_figures(report: Report, figures: Figures) -> Figures:
    """Those that the document shows; documents of before keep more to be compared by."""
    if not report.unseen:
        return figures
    unseen = re.compile("|".join(fnmatch.translate(pattern) for pattern in report.unseen))
    return {key: told for key, told in figures.items() if not unseen.match(key)}


def carried_by(report: Report, data: ReportData, figures: Figures, code: str = "") -> Carried:
    """What a document of this data carries, to be compared with what a file does."""
    tables = tuple(_plain(file, table) for file, table in carried_tables(report, data))
    return Carried(code, report.slug, carried_figures(report, figures), tables)


def _plain(file: str, table: Table) -> PlainTable:
    names = tuple(column.name for column in table.columns)
    rows = tuple(tuple(plain_cell(row.get(name)) for name in names) for row in table.rows)
    titles = tuple(titled(column) for column in table.columns)
    return PlainTable(file, table.name, table.title, names, titles, rows)


def titled(column: Column) -> str:
    """What a column is called without the header above it."""
    return f"{column.group}: {column.title}" if column.group else column.title


def files_of(
    report: Report, data: ReportData, figures: Figures, *, code: str, made_at: datetime, mark: str
) -> list[Attached]:
    """The files a document carries, in the order of their names; equal for equal data.

    `mark` is the fingerprint of its figures.
    """
    tables, figures = carried_tables(report, data), carried_figures(report, figures)
    told = {
        "laporan": report.slug,
        "judul": data.title,
        "kode": code,
        "dibuat": timezone.localtime(made_at).isoformat(timespec="seconds"),
        "versi_data": data.stamp,
        "sidik_jari": mark,
        "draf": data.is_draft,
        "angka": {"berkas": FIGURES, "jumlah": len(figures)},
        "tabel": [_told(file, table) for file, table in tables],
    }
    listing = json.dumps(told, ensure_ascii=False, indent=1).encode()
    files = [
        Attached(FIGURES, _figures_csv(figures), "Angka dokumen"),
        Attached(MANIFEST, listing, "Daftar data dokumen", "application/json"),
        *(Attached(file, render_csv(table), table.title) for file, table in tables),
    ]
    return sorted(files, key=lambda file: file.name)


def _told(file: str, table: Table) -> dict[str, Any]:
    columns = [
        {"nama": column.name, "judul": titled(column), "jenis": column.kind}
        for column in table.columns
    ]
    rows = len(list(table.rows))
    return {
        "berkas": file,
        "nama": table.name,
        "judul": table.title,
        "baris": rows,
        "kolom": columns,
        "catatan": list(table.notes),
    }


def _figures_csv(figures: Figures) -> bytes:
    rows = [
        {"kunci": key, "uraian": told["label"], "nilai": told["value"]}
        for key, told in figures.items()
    ]
    return render_csv(Table("angka", "Angka dokumen", FIGURE_COLUMNS, rows))


def marks_of(files: Sequence[Attached]) -> dict[str, str]:
    """SHA-256 of each file by its name, kept with the job."""
    return {file.name: hashlib.sha256(file.content).hexdigest() for file in files}

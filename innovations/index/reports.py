"""The report of an index year: score and band, innovations with their rows, the rows of the city."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from innovations.choices.index import IndexPart
from innovations.index.forms.document import IndexDocumentForm
from innovations.index.queries.sets import round_of, told_most
from innovations.index.queries.sheet import Line, Sheet, affair_names, kept, sheet_of
from innovations.models import IndexRow, IndexSet
from innovations.permissions.index import sees_city_index
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.exact import plain, rounded
from organizations.formatting import format_number
from organizations.models import City
from reports.definitions import (
    Cell,
    Column,
    Figure,
    Report,
    ReportData,
    ReportError,
    ReportGroup,
    Table,
)
from reports.registry import REPORTS
from reports.rendering.printed import printed_tables

GROUP = ReportGroup("Inovasi", "Inovasi daerah", order=60)
NOTHING = "Belum ada pelaporan indeks inovasi tahun {year}."
NO_LINES = "Belum ada inovasi yang dilaporkan."
NO_ROWS = "Belum ada indikator daerah."
WHOLE = (
    Column("nomor", "No.", "integer", width=6, share=1),
    Column("nama", "Inovasi", width=30, share=6),
    Column("opd", "Perangkat daerah", width=36, share=6),
    Column("nilai", "Nilai", "quantity", width=10, share=2),
    Column("status", "Pemeriksaan", width=20, share=3),
    Column("tahun", "Tahun", width=8),
    Column("tautan_bukti", "Tautan bukti", width=40),
    Column("jenis", "Jenis", width=14),
    Column("bentuk", "Bentuk", width=26),
    Column("tahapan", "Tahapan", width=14),
    Column("urusan", "Urusan", width=40),
)
REGIONAL = (
    Column("nomor", "No.", width=6, share=1),
    Column("indikator", "Indikator", width=40, share=8),
    Column("bobot", "Bobot", "quantity", width=8, share=2),
    Column("parameter", "Parameter", "integer", width=10, share=2),
    Column("nilai", "Nilai", "quantity", width=8, share=2),
)


@REPORTS.file
class InnovationIndex(Report):
    slug = "iid"
    title = "Indeks inovasi daerah"
    group = GROUP
    description = (
        "Nilai dan predikat setahun, setiap inovasi dengan indikatornya, indikator daerah."
    )
    regulation = "PP 38/2017, Permendagri 104/2018"
    template_name = "reports/documents/form.html"
    body_template = "innovations/documents/index_body.html"
    form_class = IndexDocumentForm
    reads = "innovations.view"

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        for name in natural:
            if name != "tahun":
                raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: tahun.")
        text = natural.get("tahun", "").strip()
        years = sorted(IndexSet.objects.values_list("year", flat=True))
        if text not in map(str, years):
            known = ", ".join(map(str, years))
            raise ReportError(f"Tahun “{text}” tidak memiliki skema indeks. Yang ada: {known}.")
        return {"year": int(text)}

    def title_for(self, params: Mapping[str, Any]) -> str:
        return f"{self.title} {params['year']}"

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        if not access_of(user).allows("reports.request", None):
            return denied("Peran Anda tidak mencakup dokumen seluruh kota.")
        return sees_city_index(user) and ALLOWED

    def stamp(self, params: Mapping[str, Any]) -> str:
        round_ = round_of(params["year"])
        if round_ is None:
            return "belum dibuka"
        told = json.dumps(kept(sheet_of(round_)), sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = params["year"]
        stamp = self.stamp(params)
        round_ = round_of(year)
        sheet = sheet_of(round_) if round_ else None
        rows = list(round_.set.rows.all()) if round_ else []
        tables = [_innovations(sheet, rows, year), _regional(sheet, rows)]
        return ReportData(
            title=self.title_for(params),
            values={
                "name": City.current().name,
                "year": year,
                "sheet": sheet,
                "most": told_most(round_.set, IndexPart.REGIONAL) if round_ else "",
                "is_open": round_ is not None and round_.is_open,
                "is_empty": sheet is None,
                "nothing": NOTHING.format(year=year),
                "printed": [one for table in tables for one in printed_tables(table)],
            },
            tables=tables,
            figures=_figures(sheet, year),
            stamp=stamp,
            file_stem=f"indeks-inovasi-{year}",
            year=year,
            is_draft=round_ is None or round_.is_open,
            letterhead=None,
        )


def _innovations(sheet: Sheet | None, rows: list[IndexRow], year: int) -> Table:
    own = [row for row in rows if row.part == IndexPart.INNOVATION]
    columns = (*WHOLE, *(Column(f"i{row.number}", str(row), "integer") for row in own))
    lines = sorted(sheet.lines, key=lambda line: (-line.score, line.name)) if sheet else []
    found = [_line(number, line, own, year) for number, line in enumerate(lines, 1)]
    nothing = NO_LINES if sheet else NOTHING.format(year=year)
    return Table("inovasi", "Inovasi yang dilaporkan", columns, found or [{"nama": nothing}])


def _line(number: int, line: Line, rows: list[IndexRow], year: int) -> dict[str, Cell]:
    path = reverse("innovations:index-entry", args=[line.entry])
    return {
        "nomor": number,
        "nama": line.name,
        "opd": line.unit,
        "nilai": rounded(line.score),
        "status": line.state_label,
        "tahun": str(year),
        "tautan_bukti": f"{settings.SITE_URL}{path}",
        "jenis": line.technology,
        "bentuk": line.form,
        "tahapan": line.stage,
        "urusan": affair_names(line.affairs),
        **{f"i{row.number}": line.rows.get(row.number, 0) for row in rows},
    }


def _regional(sheet: Sheet | None, rows: list[IndexRow]) -> Table:
    found: list[dict[str, Cell]] = []
    for row in rows:
        if row.part == IndexPart.REGIONAL and sheet is not None:
            parameter = sheet.regional_rows.get(row.number, 0)
            cells = {"nomor": row.number, "indikator": row.name, "bobot": row.weight}
            found.append(
                {**cells, "parameter": parameter, "nilai": rounded(row.weight * parameter)}
            )
    return Table("daerah", "Indikator daerah", REGIONAL, found or [{"indikator": NO_ROWS}])


def _figures(sheet: Sheet | None, year: int) -> list[Figure]:
    if sheet is None:
        return []
    key = f"iid:{year}"
    return [
        Figure(f"{key}:nilai", f"Indeks inovasi {year}", plain(sheet.index)),
        Figure(f"{key}:daerah", "Indikator daerah", plain(rounded(sheet.regional))),
        Figure(f"{key}:jumlah", "Inovasi yang bernilai", format_number(len(sheet.counted))),
    ]

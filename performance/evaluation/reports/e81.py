"""Formulir E.81: evaluation of the results of a unit's Renja."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from organizations import formatting
from performance import formulas
from performance.evaluation.queries.evaluation import Evaluation, evaluate
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.traceability import evaluation_figures
from performance.evaluation.reports.base import (
    UnitReport,
    number_of,
    place_and_date,
    planning_agency,
    refuse_unknown,
    reported_unit,
    signature,
    unit_of,
)
from performance.evaluation.reports.columns import quantity, six, whole, whose
from performance.evaluation.reports.forms import UnitQuarterForm
from performance.evaluation.reports.groups import EVALUATION
from performance.evaluation.reports.rules import rules_of
from performance.stamps import stamp_of
from reports.definitions import Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

RULE = (
    "Rata-rata pada kolom 12 memakai capaian tahun berjalan (12 ÷ 7 × 100, menurut arah "
    "indikator); rata-rata pada kolom 14 memakai tingkat capaian Renstra."
)
BOTTOM = (
    ("faktor_pendorong", "Faktor pendorong keberhasilan kinerja", "driving_factors"),
    ("faktor_penghambat", "Faktor penghambat pencapaian kinerja", "inhibiting_factors"),
    (
        "tindak_lanjut_triwulan",
        "Tindak lanjut yang diperlukan dalam triwulan berikutnya",
        "follow_up_quarter",
    ),
    (
        "tindak_lanjut_renja",
        "Tindak lanjut yang diperlukan dalam Renja perangkat daerah berikutnya",
        "follow_up_plan",
    ),
)
ROMAN = formatting.ROMAN


@REPORTS.file
class E81Report(UnitReport, Report):
    slug = "e81"
    title = "Formulir E.81 Evaluasi Hasil Renja"
    group = EVALUATION
    description = "Evaluasi hasil Renja perangkat daerah sampai triwulan yang dipilih."
    regulation = "Permendagri 86/2017"
    template_name = "performance/documents/e81.html"
    body_template = "performance/documents/e81_body.html"
    form_class = UnitQuarterForm
    landscape = True
    per_unit = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("opd", "tahun", "triwulan"))
        return {
            "organization": unit_of(natural).pk,
            "year": number_of(natural, "tahun", 2000, 2100),
            "quarter": number_of({"triwulan": "4", **natural}, "triwulan", 1, 4),
        }

    def data(self, params: Mapping[str, Any]) -> ReportData:
        unit = reported_unit(params)
        year, quarter = params["year"], params["quarter"]
        stamp = stamp_of(unit.pk, year)
        form = evaluate(unit, year, quarter)
        until = formatting.quarter_name(quarter)
        signers = (
            signature("Disusun oleh", unit, f"Kepala {unit.name}"),
            signature("Dievaluasi oleh", planning_agency(), "Kepala Bappeda"),
        )
        return ReportData(
            title=f"Formulir E.81 {unit.name} {until} {year}",
            subtitle=f"Evaluasi terhadap hasil Renja {unit.name} sampai {until} {year}",
            values=self._values(form),
            tables=[
                Table("e81", f"E.81 {unit.short_name}", COLUMNS, table_rows(form), _notes(form))
            ],
            figures=evaluation_figures(form),
            stamp=stamp,
            file_stem=f"e81-{unit.code}-{year}-tw{quarter}",
            organization_id=unit.pk,
            year=year,
            signers=signers,
            is_draft=form.is_draft,
            versions=form.versions,
            place_date=place_and_date(),
            letterhead=unit,
        )

    def _values(self, form: Evaluation) -> dict[str, Any]:
        return {
            "form": form,
            "lines": [printed(row) for row in form.rows],
            "bottom": [
                (label, getattr(form.last, name, "") if form.last else "")
                for _, label, name in BOTTOM
            ],
            "averages": [
                (name, form.averages[name])
                for name in ("annual_k", "annual_rp", "col14_k", "col14_rp")
            ],
            "notes": _notes(form),
            "column_numbers": range(5, 15),
            "place_date": place_and_date(),
            "statuses": [
                (formatting.quarter_name(q), form.submissions[q].get_state_display())
                for q in range(1, form.quarter + 1)
                if q in form.submissions
            ],
        }


def _notes(form: Evaluation) -> list[str]:
    mean = form.averages["annual_k"]
    level = {"semua": "semua baris berindikator"}.get(form.average_level, form.average_level)
    notes = [f"Rata-rata dihitung dari {level}: {mean.filled} dari {mean.total} terisi. {RULE}"]
    notes += rules_of(form.versions, (row.indicator_id for row in form.rows))
    return notes


def _pair(name: str, title: str, group: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_k", f"{title}K", "quantity", 6, 12, group),
        Column(f"{name}_rp", f"{title}Rp", "rupiah", 0, 18, group),
    )


COLUMNS: tuple[Column, ...] = (
    Column("level", "Tingkat", width=12),
    Column("kode", "Kode", width=20),
    Column("kode_lengkap", "Kode lengkap", width=20),
    Column("sasaran", "Sasaran", width=30),
    Column("nama", "Program/kegiatan/sub kegiatan", width=48),
    Column("indikator", "Indikator kinerja", width=48),
    Column("satuan", "Satuan", width=14),
    *_pair("target_renstra", "", "5. Target Renstra pada akhir periode"),
    *_pair("realisasi_lalu", "", "6. Realisasi Renstra s.d. tahun lalu"),
    Column("target_k", "K", "quantity", 6, 12, "7. Target dan anggaran Renja tahun berjalan"),
    Column("pagu_rp", "Rp", "rupiah", 0, 18, "7. Target dan anggaran Renja tahun berjalan"),
    *(
        column
        for n in (1, 2, 3, 4)
        for column in _pair(f"tw{n}", "", f"{n + 7}. Realisasi triwulan {ROMAN[n]}")
    ),
    *_pair("realisasi", "", "12. Realisasi Renja tahun berjalan"),
    *_pair("realisasi_renstra", "", "13. Realisasi Renstra s.d. tahun berjalan"),
    Column("capaian_renstra_k_persen", "K (%)", "percent", 6, 12, "14. Tingkat capaian Renstra"),
    Column("capaian_renstra_rp_persen", "Rp (%)", "percent", 6, 12, "14. Tingkat capaian Renstra"),
    Column("capaian_tahun_k_persen", "K (%)", "percent", 6, 12, "Capaian tahun berjalan"),
    Column("capaian_tahun_rp_persen", "Rp (%)", "percent", 6, 12, "Capaian tahun berjalan"),
    Column("penanggung_jawab", "Penanggung jawab", width=24),
    Column("keterangan", "Keterangan", width=36),
)


def table_rows(form: Evaluation) -> Iterator[dict[str, Cell]]:
    """All rows with exact figures (six decimals), the bottom rows last."""
    for row in form.rows:
        yield _table_row(row, form.unit.short_name)
    yield _bottom_row("rata_rata", "Rata-rata capaian kinerja (%)", form, lambda a: six(a.value))
    yield _bottom_row("predikat", "Predikat kinerja", form, lambda a: a.band)
    for level, label, name in BOTTOM:
        text = getattr(form.last, name, "") if form.last else ""
        yield {"level": level, "nama": label, "keterangan": text, "_style": "total"}


def _bottom_row(level: str, label: str, form: Evaluation, cell: Any) -> dict[str, Cell]:
    return {
        "level": level,
        "nama": label,
        "capaian_tahun_k_persen": cell(form.averages["annual_k"]),
        "capaian_tahun_rp_persen": cell(form.averages["annual_rp"]),
        "capaian_renstra_k_persen": cell(form.averages["col14_k"]),
        "capaian_renstra_rp_persen": cell(form.averages["col14_rp"]),
        "_style": "total",
    }


def _table_row(row: Row, owner: str) -> dict[str, Cell]:
    columns = row.columns
    cells: dict[str, Cell] = {
        "level": row.level,
        "kode": row.code,
        "kode_lengkap": row.full_code,
        "sasaran": row.sasaran,
        "nama": row.name,
        "indikator": row.indicator,
        "satuan": row.unit,
        "target_renstra_k": quantity(row.end_k, row.scale),
        "target_renstra_rp": whole(row.end_rp),
        "realisasi_lalu_k": quantity(row.before_k, row.scale),
        "realisasi_lalu_rp": whole(row.before_rp),
        "target_k": quantity(row.target_k, row.scale),
        "pagu_rp": whole(row.pagu_rp),
        "realisasi_k": quantity(columns.col12_k, row.scale),
        "realisasi_rp": whole(columns.col12_rp),
        "realisasi_renstra_k": quantity(columns.col13_k, row.scale),
        "realisasi_renstra_rp": whole(columns.col13_rp),
        "capaian_renstra_k_persen": six(columns.col14_k),
        "capaian_renstra_rp_persen": six(columns.col14_rp),
        "capaian_tahun_k_persen": six(row.annual_k),
        "capaian_tahun_rp_persen": six(row.annual_rp),
        "penanggung_jawab": owner,
        "keterangan": "; ".join(row.notes),
        "_style": "heading" if row.level in ("urusan", "bidang", "program") else "",
        **whose(row.indicator_id, row.node_id if row.has_money else None),
    }
    for n in range(4):
        cells[f"tw{n + 1}_k"] = quantity(row.k[n], row.scale)
        cells[f"tw{n + 1}_rp"] = whole(row.rp[n])
    return cells


def printed(row: Row) -> dict[str, Any]:
    """A row as the page prints it: Indonesian figures, two decimals for percentages."""
    columns = row.columns
    pairs = [
        (row.end_k, row.end_rp),
        (row.before_k, row.before_rp),
        (row.target_k, row.pagu_rp),
        *zip(row.k, row.rp, strict=True),
        (columns.col12_k, columns.col12_rp),
        (columns.col13_k, columns.col13_rp),
    ]
    cells: list[str] = []
    for reached, money in pairs:
        cells.append(_print(reached, scale=row.scale))
        cells.append(_print(money, 0) if row.has_money else "")
    cells.append(_print(columns.col14_k, 2))
    cells.append(_print(columns.col14_rp, 2) if row.has_money else "")
    return {"row": row, "cells": cells, "note": "; ".join(row.notes)}


def _print(value: Decimal | None, places: int | None = None, *, scale: str = "") -> str:
    if value is None:
        return ""
    if scale:
        return formulas.word_of(value, scale)
    if places is None:
        value = formulas.rounded(value, 2)
    return formatting.format_number(value, places)

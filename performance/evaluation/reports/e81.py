"""Formulir E.81: evaluation of the results of a unit's Renja."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from organizations.formatting import QUARTERS, ROMAN, format_number, quarter_name
from organizations.models import City
from organizations.queries.signers import place_and_date
from performance.evaluation.queries.evaluation import Evaluation, evaluate
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.traceability import evaluation_figures
from performance.evaluation.reports.base import (
    UnitReport,
    number_of,
    planning_agency,
    refuse_unknown,
    reported_unit,
    signature,
    unit_of,
)
from performance.evaluation.reports.closing_words import told
from performance.evaluation.reports.columns import (
    K_SHARE,
    LEVEL,
    ignores_polarity,
    numbered,
    pair,
    percents,
    quantity,
    reached,
    share_cell,
    six,
    story,
    style_of,
    target_cell,
    whole,
    whose,
)
from performance.evaluation.reports.days import DAY, day_named, day_of_report
from performance.evaluation.reports.forms import UnitQuarterForm
from performance.evaluation.reports.groups import EVALUATION
from performance.evaluation.reports.rules import means_rule, rules_of, running_rules
from performance.stamps import stamp_of
from reports.definitions import FORMATS, Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

FORMULA = (
    "K: kinerja; Rp: anggaran dalam rupiah. 12 = 8 + 9 + 10 + 11 untuk indikator yang "
    "dijumlahkan, selain itu menurut cara penggabungan indikator; 13 = 6 + 12 atau nilai "
    f"terakhir; 14 = 13 ÷ 5 × 100. {ignores_polarity('14')}"
)
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
INDICATOR = "Indikator kinerja program (outcome) / kegiatan (output)"
RP_SHARE = 4.6  # holds twelve bold digits of rupiah
MEAN = "rata_rata"
CLOSING = ((MEAN, "Rata-rata capaian kinerja (%)"), ("predikat", "Predikat kinerja"))


@REPORTS.file
class E81Report(UnitReport, Report):
    slug = "e81"
    title = "Formulir E.81 Evaluasi Hasil Renja"
    group = EVALUATION
    description = "Evaluasi hasil Renja perangkat daerah sampai triwulan yang dipilih."
    regulation = "Permendagri 86/2017"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = UnitQuarterForm
    formats = FORMATS
    landscape = True
    is_form = True
    per_unit = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("opd", "tahun", "triwulan", DAY))
        return {
            "organization": unit_of(natural).pk,
            "year": number_of(natural, "tahun", 2000, 2100),
            "quarter": number_of({"triwulan": "4", **natural}, "triwulan", 1, 4),
            **day_named(natural),
        }

    def data(self, params: Mapping[str, Any]) -> ReportData:
        unit = reported_unit(params)
        year, quarter = params["year"], params["quarter"]
        stamp = stamp_of(unit.pk, year)
        form = evaluate(unit, year, quarter)
        day = day_of_report(params, unit, form.acceptance)
        city, until = City.as_of(year).name, form.acceptance.up_to(quarter)
        signers = (
            signature("Disusun oleh", unit, f"Kepala {unit.name}", day),
            signature("Dievaluasi oleh", planning_agency(year), "Kepala Bappeda", day),
        )
        return ReportData(
            title=f"Formulir E.81 {unit.name} {until}",
            subtitle=f"Evaluasi terhadap hasil Renja {unit.name} sampai {until}",
            values={
                "heading": [
                    "Formulir E.81",
                    f"Evaluasi terhadap Hasil Renja {unit.name}",
                    f"{city} sampai {form.acceptance.up_to(quarter, year_word='Tahun ')}",
                ],
                "remark": _statuses(form),
            },
            tables=[
                Table(
                    "e81",
                    f"E.81 {unit.short_name}",
                    columns_of(year),
                    table_rows(form),
                    _notes(form),
                )
            ],
            figures=evaluation_figures(form),
            stamp=stamp,
            file_stem=f"e81-{unit.code}-{year}-tw{quarter}",
            organization_id=unit.pk,
            year=year,
            signers=signers,
            is_draft=form.is_draft,
            versions=form.versions,
            place_date=place_and_date(day, year),
            letterhead=unit,
        )


def _statuses(form: Evaluation) -> str:
    """How far every quarter of the form has come."""
    return " · ".join(
        f"{quarter_name(q)}: {form.submissions[q].get_state_display()}"
        for q in range(1, form.quarter + 1)
        if q in form.submissions
    )


def _notes(form: Evaluation) -> list[str]:
    means = (form.averages["annual_k"], form.averages["annual_rp"])
    return [
        *running_rules(form.acceptance),
        FORMULA,
        f"{means_rule(form.average_level, *means)} {RULE}",
        *rules_of(form.versions, (row.indicator_id for row in form.rows), form.year),
    ]


def columns_of(year: int) -> list[Column]:
    planned = f"Target kinerja dan anggaran Renja {year}"
    return [
        Column("no", "No", "integer", width=6, number="1", share=1.5),
        LEVEL,
        Column("kode", "Kode", width=20),
        Column("kode_lengkap", "Kode lengkap", width=20),
        Column("sasaran", "Sasaran", width=30, number="2", share=4.4),
        Column("nama", "Program / Kegiatan / Sub kegiatan", width=48, number="3", share=8.2),
        Column("indikator", INDICATOR, width=48, number="4", share=8),
        Column("satuan", "Satuan", width=14),
        *pair("target_renstra", "Target Renstra pada akhir periode", "5", rp=RP_SHARE),
        *pair("realisasi_lalu", "Realisasi Renstra s.d. Renja tahun lalu", "6", rp=RP_SHARE),
        Column("target_k", "K", "quantity", 6, 12, planned, "7", K_SHARE),
        Column("pagu_rp", "Rp", "rupiah", 0, 18, planned, "7", RP_SHARE),
        *(
            column
            for n in QUARTERS
            for column in pair(f"tw{n}", f"Realisasi triwulan {ROMAN[n]}", str(n + 7), rp=RP_SHARE)
        ),
        *pair("realisasi", f"Realisasi Renja {year}", "12", rp=RP_SHARE),
        *pair("realisasi_renstra", f"Realisasi Renstra s.d. {year}", "13", rp=RP_SHARE),
        *percents("capaian_renstra", "Tingkat capaian Renstra", "14"),
        *percents("capaian_tahun", "Capaian tahun berjalan", printed=False),
        Column("penanggung_jawab", "Unit penanggung jawab", width=24, number="15", share=3.5),
        Column("keterangan", "Keterangan", width=36, number="16", share=3.4),
    ]


def table_rows(form: Evaluation) -> list[dict[str, Cell]]:
    """All rows with exact figures (six decimals), the bottom rows last."""
    return numbered(_rows(form))


def _rows(form: Evaluation) -> Iterator[dict[str, Cell]]:
    for row in form.rows:
        yield _table_row(row, form.unit.short_name)
    for level, label in CLOSING:
        yield _bottom(level, label, form)
    for level, label, name in BOTTOM:
        yield story(level, label, told(form.submissions.values(), name, form.quarter))


def _bottom(level: str, label: str, form: Evaluation) -> dict[str, Cell]:
    """A closing row; paper shows the achievement of the year under what the year came to."""
    row: dict[str, Cell] = {"level": level, "nama": label, "_style": "total"}
    for side in ("k", "rp"):
        annual, period = form.averages[f"annual_{side}"], form.averages[f"col14_{side}"]
        is_mean = level == MEAN
        row[f"capaian_tahun_{side}_persen"] = six(annual.value) if is_mean else annual.band
        row[f"capaian_renstra_{side}_persen"] = six(period.value) if is_mean else period.band
        row[f"_realisasi_{side}"] = format_number(annual.value, 2) if is_mean else annual.band
    return row


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
        "target_renstra_k": target_cell(row.end, row.scale),
        "target_renstra_rp": whole(row.end_rp),
        **reached("realisasi_lalu_k", row.before_k, row.scale),
        "realisasi_lalu_rp": whole(row.before_rp),
        "target_k": target_cell(row.target, row.scale),
        "pagu_rp": whole(row.pagu_rp),
        **reached("realisasi_k", columns.col12_k, row.scale),
        "realisasi_rp": whole(columns.col12_rp),
        **reached("realisasi_renstra_k", columns.col13_k, row.scale),
        "realisasi_renstra_rp": whole(columns.col13_rp),
        "capaian_renstra_k_persen": six(columns.col14_k),
        "capaian_renstra_rp_persen": six(columns.col14_rp),
        "capaian_tahun_k_persen": share_cell(row.annual_k, row.annual_problem),
        "capaian_tahun_rp_persen": six(row.annual_rp),
        "penanggung_jawab": owner,
        "keterangan": "; ".join(row.notes),
        "_nama": f"{row.full_code} {row.name}".strip() if row.has_money else "",
        "_indikator": f"{row.indicator} ({row.unit})" if row.unit else row.indicator,
        "_penanggung_jawab": "" if row.is_heading else owner,
        "_style": style_of(row.level) or ("named" if row.level == "kegiatan" else ""),
        **whose(row.indicator_id, row.node_id if row.has_money else None),
    }
    for n in range(4):
        cells[f"tw{n + 1}_k"] = quantity(row.k[n], row.scale)
        cells[f"tw{n + 1}_rp"] = whole(row.rp[n])
    return cells

"""Formulir E.60: evaluation of the results of the RKPD, every unit in one form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from organizations.formatting import QUARTERS, ROMAN, quarter_name
from organizations.models import City
from organizations.queries.signers import place_and_date
from performance.evaluation.queries.city import CityEvaluation, evaluate_city
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.traceability_forms import city_figures
from performance.evaluation.reports.base import (
    number_of,
    planning_agency,
    refuse_unknown,
)
from performance.evaluation.reports.city import (
    CityReport,
    city_signers,
    depth_of,
    printed_levels,
)
from performance.evaluation.reports.closing_words import gathered
from performance.evaluation.reports.columns import (
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
from performance.evaluation.reports.forms import CityQuarterForm
from performance.evaluation.reports.groups import EVALUATION
from performance.evaluation.reports.rules import means_rule, rules_of, running_rules
from performance.stamps import city_stamp
from reports.definitions import FORMATS, Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

FORMULA = (
    "K: kinerja; Rp: anggaran dalam rupiah. 13 = 9 + 10 + 11 + 12 untuk indikator yang "
    "dijumlahkan, selain itu menurut cara penggabungan indikator; 14 = 7 + 13 atau nilai "
    f"terakhir; 15 = 14 ÷ 6 × 100. {ignores_polarity('15')}"
)
BOTTOM = (
    ("faktor_pendorong", "Faktor pendorong keberhasilan pencapaian", "driving_factors"),
    ("faktor_penghambat", "Faktor penghambat pencapaian kinerja", "inhibiting_factors"),
    (
        "tindak_lanjut_triwulan",
        "Tindak lanjut yang diperlukan dalam triwulan berikutnya",
        "follow_up_quarter",
    ),
    (
        "tindak_lanjut_rkpd",
        "Tindak lanjut yang diperlukan dalam RKPD berikutnya",
        "follow_up_plan",
    ),
)


@REPORTS.file
class E60Report(CityReport, Report):
    slug = "e60"
    title = "Formulir E.60 Evaluasi Hasil RKPD"
    group = EVALUATION
    description = "Evaluasi hasil RKPD seluruh kota sampai triwulan yang dipilih."
    regulation = "Permendagri 86/2017"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = CityQuarterForm
    formats = FORMATS
    landscape = True
    is_form = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("tahun", "triwulan", "tingkat", DAY))
        return {
            "organization": None,
            "year": number_of(natural, "tahun", 2000, 2100),
            "quarter": number_of({"triwulan": "4", **natural}, "triwulan", 1, 4),
            "depth": depth_of(natural),
            **day_named(natural),
        }

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year, quarter = params["year"], params["quarter"]
        stamp = city_stamp(year)
        form = evaluate_city(year, quarter, printed_levels(params))
        day = day_of_report(params, None, form.acceptance)
        city, until = City.as_of(year), form.acceptance.up_to(quarter)
        title = f"Formulir E.60 {city.name} {until}"
        remark = (
            f"{form.accepted} dari {len(form.units)} perangkat daerah sudah diterima untuk "
            f"{quarter_name(form.reached)}"
        )
        return ReportData(
            title=title,
            subtitle=f"Evaluasi terhadap hasil RKPD {city.name} sampai {until}",
            values={
                "heading": [
                    "Formulir E.60",
                    "Evaluasi terhadap Hasil RKPD",
                    f"{city.name} sampai {form.acceptance.up_to(quarter, year_word='Tahun ')}",
                ],
                "remark": remark,
            },
            tables=[Table("e60", "Formulir E.60", COLUMNS, table_rows(form), _notes(form, remark))],
            figures=city_figures(form),
            stamp=stamp,
            file_stem=f"e60-{year}-tw{quarter}",
            year=year,
            signers=city_signers(day, year),
            is_draft=form.is_draft,
            versions=form.versions,
            place_date=place_and_date(day, year),
            letterhead=planning_agency(year),
        )


def _notes(form: CityEvaluation, remark: str) -> list[str]:
    means = (form.averages["col14_k"], form.averages["col14_rp"])
    return [
        *running_rules(form.acceptance),
        FORMULA,
        means_rule(form.average_level, *means),
        f"{remark}.",
        *rules_of(form.versions, (row.indicator_id for row in form.rows), form.year),
    ]


COLUMNS: tuple[Column, ...] = (
    Column("no", "No", "integer", width=6, number="1", share=1.6),
    Column("sasaran", "Sasaran pembangunan daerah", width=30, number="2", share=5),
    LEVEL,
    Column("kode", "Kode", width=20),
    Column("kode_lengkap", "Kode", width=20, number="3", share=5),
    Column("nama", "Urusan/bidang/program/kegiatan", width=48, number="4", share=7.2),
    Column("indikator", "Indikator program (outcome)/kegiatan (output)", width=48, number="5", share=6.8),
    Column("satuan", "Satuan", width=14, share=2.9),
    *pair("target_rpjmd", "Target RPJMD pada akhir periode", "6"),
    *pair("realisasi_lalu", "Realisasi RPJMD s.d. RKPD tahun lalu", "7"),
    Column("target_k", "K", "quantity", 6, 12, "Target dan anggaran RKPD tahun berjalan", "8", 2.3),
    Column("pagu_rp", "Rp", "rupiah", 0, 18, "Target dan anggaran RKPD tahun berjalan", "8", 4.7),
    *(
        column
        for n in QUARTERS
        for column in pair(f"tw{n}", f"Realisasi triwulan {ROMAN[n]}", str(n + 8))
    ),
    *pair("realisasi", "Realisasi RKPD tahun berjalan", "13"),
    *pair("realisasi_rpjmd", "Realisasi RPJMD s.d. tahun berjalan", "14"),
    *percents("capaian_rpjmd", "Tingkat capaian RPJMD", "15"),
    *percents("capaian_tahun", "Capaian tahun berjalan", printed=False),
    Column("penanggung_jawab", "Perangkat daerah", width=24, number="16", share=3.1),
    Column("keterangan", "Keterangan", width=36, number="17", share=3.4),
)  # fmt: skip


def table_rows(form: CityEvaluation) -> list[dict[str, Cell]]:
    return numbered(_all_rows(form))


def _all_rows(form: CityEvaluation) -> Iterator[dict[str, Cell]]:
    said = ""  # the sasaran that stands above, printed once for all its programs
    for row in form.rows:
        if row.is_heading:
            said = ""
        cells = _table_row(row)
        if row.sasaran and row.sasaran == said:
            cells["_sasaran"] = ""
        said = row.sasaran or said
        yield cells
    for level, label in (
        ("rata_rata", "Rata-rata capaian kinerja (%)"),
        ("predikat", "Predikat kinerja"),
    ):
        yield _bottom(level, label, form)
    for level, label, name in BOTTOM:
        yield story(level, label, gathered(form.submissions, name, form.units, form.quarter))


def _bottom(level: str, label: str, form: CityEvaluation) -> dict[str, Cell]:
    places = {
        "capaian_rpjmd_k_persen": "col14_k",
        "capaian_rpjmd_rp_persen": "col14_rp",
        "capaian_tahun_k_persen": "annual_k",
        "capaian_tahun_rp_persen": "annual_rp",
    }
    row: dict[str, Cell] = {"level": level, "nama": label, "_style": "total"}
    for column, name in places.items():
        mean = form.averages[name]
        row[column] = six(mean.value) if level == "rata_rata" else mean.band
    return row


def _table_row(row: Row) -> dict[str, Cell]:
    columns = row.columns
    cells: dict[str, Cell] = {
        "level": row.level,
        "kode": row.code,
        "kode_lengkap": row.full_code,
        "sasaran": row.sasaran,
        "nama": row.name if row.has_money else "",
        "indikator": row.indicator,
        "satuan": row.unit,
        "target_rpjmd_k": target_cell(row.end, row.scale),
        "target_rpjmd_rp": whole(row.end_rp),
        **reached("realisasi_lalu_k", row.before_k, row.scale),
        "realisasi_lalu_rp": whole(row.before_rp),
        "target_k": target_cell(row.target, row.scale),
        "pagu_rp": whole(row.pagu_rp),
        **reached("realisasi_k", columns.col12_k, row.scale),
        "realisasi_rp": whole(columns.col12_rp),
        **reached("realisasi_rpjmd_k", columns.col13_k, row.scale),
        "realisasi_rpjmd_rp": whole(columns.col13_rp),
        "capaian_rpjmd_k_persen": six(columns.col14_k),
        "capaian_rpjmd_rp_persen": six(columns.col14_rp),
        "capaian_tahun_k_persen": share_cell(row.annual_k, row.annual_problem),
        "capaian_tahun_rp_persen": six(row.annual_rp),
        "penanggung_jawab": row.owner,
        "keterangan": "; ".join(row.notes),
        "_style": style_of(row.level),
        **whose(row.indicator_id, row.node_id if row.has_money else None),
    }
    for n in range(4):
        cells[f"tw{n + 1}_k"] = quantity(row.k[n], row.scale)
        cells[f"tw{n + 1}_rp"] = whole(row.rp[n])
    return cells

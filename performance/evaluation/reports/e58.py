"""Formulir E.58: evaluation of the results of the RPJMD, sasaran and programs over its years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from organizations.formatting import QUARTERS
from organizations.models import City
from organizations.queries.signers import place_and_date
from performance.choices import NodeLevel
from performance.evaluation.queries.traceability_forms import years_figures
from performance.evaluation.queries.years import evaluate_rpjmd
from performance.evaluation.queries.years_row import YearsEvaluation
from performance.evaluation.reports.base import (
    number_of,
    planning_agency,
    refuse_unknown,
)
from performance.evaluation.reports.city import CityReport, city_signers
from performance.evaluation.reports.closing_words import gathered
from performance.evaluation.reports.columns import numbered, once, story
from performance.evaluation.reports.days import DAY, day_named, day_of_report
from performance.evaluation.reports.forms import CityLastYearForm
from performance.evaluation.reports.groups import EVALUATION
from performance.evaluation.reports.rules import (
    means_rule,
    running_rules,
    scale_rules,
    yearly_rules,
)
from performance.evaluation.reports.yearly import (
    REACHED,
    Titles,
    closing_rows,
    form_columns,
    formula_note,
    year_cells,
)
from performance.stamps import city_stamp
from reports.definitions import FORMATS, Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

TITLES = Titles(
    "Program prioritas",
    "Target pada akhir periode",
    ("Target RPJMD pada RKPD", "Capaian", "Tingkat capaian"),
)
BOTTOM = (
    ("faktor_pendorong", "Faktor pendorong keberhasilan kinerja", "driving_factors"),
    ("faktor_penghambat", "Faktor penghambat pencapaian kinerja", "inhibiting_factors"),
    (
        "tindak_lanjut_rkpd",
        "Tindak lanjut yang diperlukan dalam RKPD berikutnya",
        "follow_up_plan",
    ),
    # Nobody is asked for it each quarter: an empty row to write in.
    ("tindak_lanjut_rpjmd", "Tindak lanjut yang diperlukan dalam RPJMD berikutnya", ""),
)


@REPORTS.file
class E58Report(CityReport, Report):
    slug = "e58"
    title = "Formulir E.58 Evaluasi Hasil RPJMD"
    group = EVALUATION
    description = "Evaluasi hasil RPJMD kota menurut sasaran dan program prioritas."
    regulation = "Permendagri 86/2017"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = CityLastYearForm
    formats = FORMATS
    landscape = True
    is_form = True
    unseen = ("node:*:before", "indicator:*:before", "text:*:follow_up_quarter")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("tahun", DAY))
        year = number_of(natural, "tahun", 2000, 2100)
        return {"organization": None, "year": year, **day_named(natural)}

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = params["year"]
        stamp = city_stamp(year)
        form = evaluate_rpjmd(year)
        day = day_of_report(params, None, form.acceptance)
        mark = form.acceptance.marked
        city, span = City.as_of(year), f"{form.years[0]}–{form.years[-1]}"
        table = Table("e58", "Formulir E.58", columns_of(form), table_rows(form), _notes(form))
        return ReportData(
            title=f"Formulir E.58 {city.name} s.d. {year}{mark}",
            subtitle=f"Evaluasi terhadap hasil RPJMD {city.name} {span} sampai tahun {year}{mark}",
            values={
                "heading": [
                    "Formulir E.58",
                    f"Evaluasi terhadap Hasil RPJMD {city.name}",
                    f"Periode {span}, capaian sampai tahun {year}{mark}",
                ],
            },
            tables=[table],
            figures=years_figures(form),
            stamp=stamp,
            file_stem=f"e58-{year}",
            year=year,
            signers=city_signers(day, year),
            is_draft=form.is_draft,
            versions=form.versions,
            place_date=place_and_date(day, year),
            letterhead=planning_agency(year),
        )


def columns_of(form: YearsEvaluation) -> list[Column]:
    return [
        *form_columns(form, TITLES, with_end=True),
        Column("penanggung_jawab", "Perangkat daerah", width=24, share=3, part=REACHED),
        Column("keterangan", "Keterangan", width=36),
    ]


def table_rows(form: YearsEvaluation) -> list[dict[str, Cell]]:
    return numbered(_rows(form))


def _rows(form: YearsEvaluation) -> Iterator[dict[str, Cell]]:
    for row, cells in zip(form.rows, once(map(year_cells, form.rows), "sasaran"), strict=True):
        # Programs are the lowest level here: the goals above them stand out instead.
        yield {**cells, "_style": ""} if row.level == NodeLevel.PROGRAM else cells
    yield from closing_rows(form)
    for level, label, name in BOTTOM:
        text = gathered(form.entries, name, form.units, QUARTERS[-1]) if name else ""
        yield story(level, label, text)


def _notes(form: YearsEvaluation) -> list[str]:
    return [
        *running_rules(form.acceptance, by_direction=False),
        formula_note(form, with_end=True),
        (
            "Di mana realisasi tahun lalu dibawa sebagai satu jumlah, capaian akhir memakainya "
            "seperti E.60, bukan jumlah kolom tahunnya; baris yang berbeda disebut dalam XLSX."
        ),
        "Tindak lanjut dalam RPJMD berikutnya tidak ditanyakan tiap triwulan; tuliskan menjelang akhir RPJMD.",
        means_rule(form.average_level, form.averages_k[-1], form.averages_rp[-1]),
        (
            "Target program yang tidak dirinci di RPJMD memakai target Renstra, lalu Renja, "
            "perangkat daerahnya."
        ),
        *scale_rules(row.scale for row in form.rows),
        *yearly_rules(form.versions, (row.indicator_id for row in form.rows), form.year),
    ]

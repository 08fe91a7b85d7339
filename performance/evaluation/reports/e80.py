"""Formulir E.80: evaluation of the results of a unit's Renstra over the years of the period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from organizations.formatting import QUARTERS
from organizations.queries.signers import place_and_date
from performance.evaluation.queries.traceability_forms import years_figures
from performance.evaluation.queries.years import STRATEGIC, evaluate_renstra
from performance.evaluation.queries.years_row import YearsEvaluation
from performance.evaluation.reports.base import (
    UnitReport,
    number_of,
    planning_agency,
    refuse_unknown,
    reported_unit,
    signature,
    unit_of,
)
from performance.evaluation.reports.city import depth_of, printed_levels
from performance.evaluation.reports.closing_words import told
from performance.evaluation.reports.columns import numbered, once, story
from performance.evaluation.reports.days import DAY, day_named, day_of_report
from performance.evaluation.reports.forms import UnitYearsForm
from performance.evaluation.reports.groups import EVALUATION
from performance.evaluation.reports.rules import (
    means_rule,
    running_rules,
    scale_rules,
    yearly_rules,
)
from performance.evaluation.reports.yearly import (
    FIRST,
    REACHED,
    Titles,
    closing_rows,
    form_columns,
    formula_note,
    year_cells,
)
from performance.stamps import stamp_of
from reports.definitions import FORMATS, Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

TITLES = Titles(
    "Program/kegiatan",
    "Target capaian akhir",
    ("Target Renstra", "Realisasi capaian", "Rasio capaian"),
)
BOTTOM = (
    ("faktor_pendorong", "Faktor pendorong pencapaian kinerja", "driving_factors"),
    ("faktor_penghambat", "Faktor penghambat", "inhibiting_factors"),
    (
        "tindak_lanjut_renja",
        "Usulan tindak lanjut pada Renja perangkat daerah berikutnya",
        "follow_up_plan",
    ),
    # Nobody is asked for it each quarter: an empty row to write in.
    ("tindak_lanjut_renstra", "Usulan tindak lanjut pada Renstra perangkat daerah berikutnya", ""),
)


@REPORTS.file
class E80Report(UnitReport, Report):
    slug = "e80"
    title = "Formulir E.80 Evaluasi Hasil Renstra"
    group = EVALUATION
    description = "Evaluasi hasil Renstra satu perangkat daerah, tahun demi tahun."
    regulation = "Permendagri 86/2017"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = UnitYearsForm
    formats = FORMATS
    landscape = True
    is_form = True
    unseen = ("node:*:before", "indicator:*:before", "text:*:follow_up_quarter")
    per_unit = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("opd", "tahun", "tingkat", DAY))
        return {
            "organization": unit_of(natural).pk,
            "year": number_of(natural, "tahun", 2000, 2100),
            "depth": depth_of(natural),
            **day_named(natural),
        }

    def data(self, params: Mapping[str, Any]) -> ReportData:
        unit, year = reported_unit(params), params["year"]
        stamp = stamp_of(unit.pk, year)
        form = evaluate_renstra(unit, year, (*STRATEGIC, *printed_levels(params)))
        mark = form.acceptance.marked
        day = day_of_report(params, unit, form.acceptance)
        span = f"{form.years[0]}–{form.years[-1]}"
        table = Table("e80", "Formulir E.80", columns_of(form), table_rows(form), _notes(form))
        return ReportData(
            title=f"Formulir E.80 {unit.name} s.d. {year}{mark}",
            subtitle=f"Evaluasi terhadap hasil Renstra {unit.name} {span} sampai tahun {year}{mark}",
            values={
                "heading": [
                    "Formulir E.80",
                    f"Evaluasi terhadap Hasil Renstra {unit.name}",
                    f"Periode {span}, realisasi sampai tahun {year}{mark}",
                ],
            },
            tables=[table],
            figures=years_figures(form),
            stamp=stamp,
            file_stem=f"e80-{unit.code}-{year}",
            organization_id=unit.pk,
            year=year,
            signers=(
                signature("Disusun oleh", unit, f"Kepala {unit.name}", day),
                signature("Dievaluasi oleh", planning_agency(year), "Kepala Bappeda", day),
            ),
            is_draft=form.is_draft,
            versions=form.versions,
            place_date=place_and_date(day, year),
            letterhead=unit,
        )


def columns_of(form: YearsEvaluation) -> list[Column]:
    last = str(FIRST + 3 * len(form.years))
    return [
        *form_columns(form, TITLES, with_end=False),
        Column("capaian_akhir_k", "Capaian periode K", "quantity", 6),
        Column("capaian_akhir_rp", "Capaian periode Rp", "rupiah", 0),
        Column("rasio_akhir_k_persen", "Rasio akhir K (%)", "percent", 6),
        Column("rasio_akhir_rp_persen", "Rasio akhir Rp (%)", "percent", 6),
        Column("penanggung_jawab", "Unit", width=24, number=last, share=3.4, part=REACHED),
        Column("keterangan", "Keterangan", width=36, share=5, part=REACHED),
    ]


def table_rows(form: YearsEvaluation) -> list[dict[str, Cell]]:
    return numbered(_rows(form))


def _rows(form: YearsEvaluation) -> Iterator[dict[str, Cell]]:
    yield from once(map(year_cells, form.rows), "sasaran")
    yield from closing_rows(form)
    for level, label, name in BOTTOM:
        yield story(level, label, told(form.entries, name, QUARTERS[-1]) if name else "")


def _notes(form: YearsEvaluation) -> list[str]:
    return [
        *running_rules(form.acceptance, by_direction=False),
        formula_note(form, with_end=False),
        means_rule(form.average_level, form.averages_k[-1], form.averages_rp[-1]),
        "Target tahunan Renstra yang belum dirinci memakai target Renja tahun itu.",
        "Usulan pada Renstra berikutnya tidak ditanyakan tiap triwulan; tuliskan menjelang akhir Renstra.",
        *scale_rules(row.scale for row in form.rows),
        *yearly_rules(form.versions, (row.indicator_id for row in form.rows), form.year),
    ]

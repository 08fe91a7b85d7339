"""Data of the LKPJ: results by urusan, strategic policies, DPRD advice, indicators, awards, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from organizations.models import City
from organizations.queries.signers import place_and_date
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkpj import Lkpj, load_lkpj
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.traceability import TRACED
from performance.evaluation.queries.traceability_lkpj import lkpj_figures
from performance.evaluation.reports.base import reported_unit, signature
from performance.evaluation.reports.city import city_unit, depth_of, mayor, printed_levels
from performance.evaluation.reports.columns import (
    numbered,
    reached,
    share_cell,
    six,
    style_of,
    target_cell,
    whole,
    whose,
)
from performance.evaluation.reports.days import day_of_report
from performance.evaluation.reports.forms import DEPTHS, UnitOrCityYearForm
from performance.evaluation.reports.groups import YEARLY
from performance.evaluation.reports.lkpj_lists import (
    ADVICE,
    AWARDS,
    LAWS,
    NUMBER,
    OWNER,
    POLICIES,
    TASKS,
    Lines,
    advice_rows,
    awards_rows,
    filled_text,
    laws_rows,
    policies_rows,
    tasks_rows,
)
from performance.evaluation.reports.rules import problem_rules, rules_of, running_rules
from performance.evaluation.reports.scope import LEVEL_WORDS, UnitOrCityReport
from performance.stamps import city_stamp
from reports.definitions import Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS


class LkpjForm(UnitOrCityYearForm):
    tingkat = forms.ChoiceField(label="Rincian", choices=DEPTHS, initial="subkegiatan")

    def params(self) -> dict[str, Any]:
        return {**super().params(), "depth": self.cleaned_data["tingkat"]}


@REPORTS.file
class LkpjReport(UnitOrCityReport, Report):
    slug = "lkpj"
    title = "Data LKPJ"
    group = YEARLY
    description = "Hasil urusan dengan masalah dan solusi, kebijakan, rekomendasi DPRD, prestasi."
    regulation = "PP 13/2019; Permendagri 19/2024"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = LkpjForm
    landscape = True
    is_form = True
    csv_table = "urusan"
    unseen = (*TRACED, "realization:*")
    names = ("opd", "tahun", "tingkat")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        return {**super().resolve(natural), "depth": depth_of(natural)}

    def stamp(self, params: Mapping[str, Any]) -> str:
        return city_stamp(params["year"])

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = params["year"]
        stamp = city_stamp(year)
        unit = None if params["organization"] is None else reported_unit(params)
        found = load_lkpj(city_unit(year), year, printed_levels(params), unit)
        day = day_of_report(params, unit, found.own.form.acceptance)
        name = unit.name if unit else City.as_of(year).name
        mark = found.own.provisional
        told = found.own.form.acceptance.marked
        return ReportData(
            title=f"Data LKPJ {name} Tahun {year}{told}",
            subtitle=f"Data Laporan Keterangan Pertanggungjawaban {name} Tahun {year}{told}",
            values={
                "heading": [
                    "Data Laporan Keterangan Pertanggungjawaban (LKPJ)",
                    name,
                    f"Tahun Anggaran {year}",
                    *([mark] if mark else []),
                ],
                "remark": CHAPTERS,
            },
            tables=_tables(found),
            figures=lkpj_figures(found),
            stamp=stamp,
            file_stem=f"lkpj-{unit.code if unit else 'kota'}-{year}",
            organization_id=unit.pk if unit else None,
            year=year,
            signers=(
                signature("", unit, f"Kepala {unit.name}", day) if unit else mayor("", day, year),
            ),
            is_draft=found.form.is_draft,
            versions=found.form.versions,
            place_date=place_and_date(day, year),
            letterhead=unit,
        )


CHAPTERS = "Nomor mengikuti bab LKPJ; bagian tanpa tabel tidak dimuat di sini."
RESULTS = (
    NUMBER,
    filled_text("level", "Tingkat", 4, 12),
    filled_text("kode_lengkap", "Kode", 5.4, 20),
    filled_text("nama", "Urusan/program/kegiatan", 13, 48),
    filled_text("indikator", "Indikator", 13, 48),
    filled_text("satuan", "Satuan", 4, 14),
    Column("target_k", "Target", "quantity", 6, 12, share=4),
    Column("realisasi_k", "Realisasi", "quantity", 6, 12, share=4),
    Column("capaian_tahun_k_persen", "Capaian (%)", "percent", 6, 12, share=4),
    Column("pagu_rp", "Anggaran (Rp)", "rupiah", 0, 18, share=6.4),
    Column("realisasi_rp", "Realisasi (Rp)", "rupiah", 0, 18, share=6.4),
    Column("capaian_tahun_rp_persen", "Serapan (%)", "percent", 6, 12, share=4),
    OWNER,
    filled_text("permasalahan", "Permasalahan", 9, 40),
    filled_text("solusi", "Solusi", 9, 40),
)


def _tables(found: Lkpj) -> list[Table]:
    ids = (row.indicator_id for row in found.form.rows)
    whose_goals = "daerah" if found.own.is_city else "perangkat daerah"
    rules = [
        *running_rules(found.form.acceptance),
        *rules_of(found.form.versions, ids, found.year),
        *problem_rules(found.form.rows),
    ]
    unclear = problem_rules((), (m for goal in found.own.goals for m in goal.measures))
    return [
        Table("peraturan", "2. Peraturan APBD dan perubahannya", LAWS, numbered(laws_rows(found))),
        Table("urusan", "3.1 Hasil penyelenggaraan urusan", RESULTS, result_rows(found), rules),
        Table("kebijakan", "3.2 Kebijakan strategis", POLICIES, numbered(policies_rows(found))),
        Table(
            "rekomendasi",
            "3.3 Tindak lanjut rekomendasi DPRD",
            ADVICE,
            numbered(advice_rows(found)),
        ),
        Table(
            "ikd",
            f"3.4 Capaian indikator kinerja {whose_goals}",
            INDICATORS,
            numbered(_ikd(found)),
            unclear,
        ),
        Table("prestasi", "3.5 Prestasi", AWARDS, numbered(awards_rows(found))),
        Table("tugas", "4. Tugas pembantuan", TASKS, numbered(tasks_rows(found))),
    ]


def result_rows(found: Lkpj) -> Lines:
    return numbered(_result_lines(found))


def _result_lines(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.form.rows:
        problem = found.problem_of(row)
        yield {
            "level": LEVEL_WORDS.get(row.level, row.level.capitalize()),
            "kode_lengkap": row.full_code,
            "nama": row.name if row.has_money else "",
            "indikator": row.indicator,
            "satuan": row.unit,
            "target_k": target_cell(row.target, row.scale),
            **reached("realisasi_k", row.columns.col12_k, row.scale),
            "capaian_tahun_k_persen": share_cell(row.annual_k, row.annual_problem),
            "pagu_rp": whole(row.pagu_rp),
            "realisasi_rp": whole(row.columns.col12_rp),
            "capaian_tahun_rp_persen": six(row.annual_rp),
            "penanggung_jawab": row.owner,
            "permasalahan": problem.text,
            "solusi": problem.solution,
            "_style": style_of(row.level),
            **whose(row.indicator_id, row.node_id if row.has_money else None),
        }


INDICATORS = (
    NUMBER,
    filled_text("sasaran", "Tujuan/sasaran", 24, 44),
    filled_text("nama", "Indikator kinerja", 30, 48),
    filled_text("satuan", "Satuan", 8, 14),
    Column("target", "Target", "quantity", 6, 12, share=8),
    Column("realisasi", "Realisasi", "quantity", 6, 12, share=8),
    Column("capaian_persen", "Capaian (%)", "percent", 6, 12, share=8),
    filled_text("predikat", "Predikat", 10, 16),
)


def _ikd(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for goal in found.own.goals:
        for measure in goal.measures:
            yield _measure(goal, measure)


def _measure(goal: Goal, measure: Measure) -> dict[str, Cell]:
    return {
        "sasaran": goal.node.name,
        "nama": measure.indicator.name,
        "satuan": measure.indicator.unit,
        "target": target_cell(measure.now.due, measure.indicator.scale),
        **reached("realisasi", measure.now.realized, measure.indicator.scale),
        "capaian_persen": share_cell(measure.now.exact, measure.now.problem),
        "predikat": measure.band,
    }

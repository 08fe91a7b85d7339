"""Data of the LKPJ: results by urusan, strategic policies, DPRD advice, indicators, awards, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from organizations.formatting import format_date
from organizations.models import City
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkpj import Lkpj, load_lkpj
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.traceability_lkpj import lkpj_figures
from performance.evaluation.reports.base import place_and_date, reported_unit
from performance.evaluation.reports.city import city_unit, depth_of, mayor, printed_levels
from performance.evaluation.reports.columns import numbered, quantity, six, style_of, whole, whose
from performance.evaluation.reports.forms import DEPTHS, UnitOrCityYearForm
from performance.evaluation.reports.rules import rules_of
from performance.evaluation.reports.scope import LEVEL_WORDS, UnitOrCityReport
from performance.stamps import city_stamp
from reports.definitions import Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

Lines = list[dict[str, Cell]]


class LkpjForm(UnitOrCityYearForm):
    tingkat = forms.ChoiceField(label="Rincian", choices=DEPTHS, initial="subkegiatan")

    def params(self) -> dict[str, Any]:
        return {**super().params(), "depth": self.cleaned_data["tingkat"]}


@REPORTS.file
class LkpjReport(UnitOrCityReport, Report):
    slug = "lkpj"
    title = "Data LKPJ"
    description = "Hasil urusan dengan masalah dan solusi, kebijakan, rekomendasi DPRD, prestasi."
    regulation = "PP 13/2019; Permendagri 19/2024"
    template_name = "performance/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = LkpjForm
    landscape = True
    is_large_form = True
    csv_table = "urusan"
    names = ("opd", "tahun", "tingkat")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        return {**super().resolve(natural), "depth": depth_of(natural)}

    def stamp(self, params: Mapping[str, Any]) -> str:
        return city_stamp(params["year"])

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = params["year"]
        stamp = city_stamp(year)
        unit = None if params["organization"] is None else reported_unit(params)
        found = load_lkpj(city_unit(), year, printed_levels(params), unit)
        name = unit.name if unit else City.current().name
        return ReportData(
            title=f"Data LKPJ {name} Tahun {year}",
            subtitle=f"Data Laporan Keterangan Pertanggungjawaban {name} Tahun {year}",
            values={
                "heading": [
                    "Data Laporan Keterangan Pertanggungjawaban (LKPJ)",
                    name,
                    f"Tahun Anggaran {year}",
                ]
            },
            tables=_tables(found),
            figures=lkpj_figures(found),
            stamp=stamp,
            file_stem=f"lkpj-{unit.code if unit else 'kota'}-{year}",
            organization_id=unit.pk if unit else None,
            year=year,
            signers=(mayor(""),),
            is_draft=found.form.is_draft,
            versions=found.form.versions,
            place_date=place_and_date(),
            letterhead=unit,
        )


def _text(name: str, title: str, share: float, width: int = 30) -> Column:
    return Column(name, title, width=width, share=share)


NUMBER = Column("no", "No", "integer", width=6, share=2)
OWNER = _text("penanggung_jawab", "Perangkat daerah", 6, 18)
RESULTS = (
    NUMBER,
    _text("level", "Tingkat", 4, 12),
    _text("kode_lengkap", "Kode", 5.4, 20),
    _text("nama", "Urusan/program/kegiatan", 13, 48),
    _text("indikator", "Indikator", 13, 48),
    _text("satuan", "Satuan", 4, 14),
    Column("target_k", "Target", "quantity", 6, 12, share=4),
    Column("realisasi_k", "Realisasi", "quantity", 6, 12, share=4),
    Column("capaian_tahun_k_persen", "Capaian (%)", "percent", 6, 12, share=4),
    Column("pagu_rp", "Anggaran (Rp)", "rupiah", 0, 18, share=6.4),
    Column("realisasi_rp", "Realisasi (Rp)", "rupiah", 0, 18, share=6.4),
    Column("capaian_tahun_rp_persen", "Serapan (%)", "percent", 6, 12, share=4),
    OWNER,
    _text("permasalahan", "Permasalahan", 9, 40),
    _text("solusi", "Solusi", 9, 40),
)


def _tables(found: Lkpj) -> list[Table]:
    rules = rules_of(found.form.versions, (row.indicator_id for row in found.form.rows))
    return [
        Table("peraturan", "2. Peraturan APBD dan perubahannya", LAWS, numbered(_laws(found))),
        Table("urusan", "3.1 Hasil penyelenggaraan urusan", RESULTS, result_rows(found), rules),
        Table("kebijakan", "3.2 Kebijakan strategis", POLICIES, numbered(_policies(found))),
        Table(
            "rekomendasi", "3.3 Tindak lanjut rekomendasi DPRD", ADVICE, numbered(_advice(found))
        ),
        Table("ikd", "3.4 Capaian indikator kinerja daerah", INDICATORS, numbered(_ikd(found))),
        Table("prestasi", "3.5 Prestasi", AWARDS, numbered(_awards(found))),
        Table("tugas", "4. Tugas pembantuan", TASKS, numbered(_tasks(found))),
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
            "target_k": quantity(row.target_k, row.scale),
            "realisasi_k": quantity(row.columns.col12_k, row.scale),
            "capaian_tahun_k_persen": six(row.annual_k),
            "pagu_rp": whole(row.pagu_rp),
            "realisasi_rp": whole(row.columns.col12_rp),
            "capaian_tahun_rp_persen": six(row.annual_rp),
            "penanggung_jawab": row.owner,
            "permasalahan": problem.text,
            "solusi": problem.solution,
            "_style": style_of(row.level),
            **whose(row.indicator_id, row.node_id if row.has_money else None),
        }


LAWS = (
    NUMBER,
    _text("jenis", "Jenis", 12),
    _text("nomor", "Nomor", 12),
    _text("tanggal", "Tanggal", 10),
    _text("nama", "Tentang", 36, 60),
    _text("alasan", "Alasan perubahan", 28, 48),
)
POLICIES = (
    NUMBER,
    _text("nama", "Kebijakan strategis", 34, 60),
    _text("dasar", "Dasar hukum", 26, 44),
    _text("masalah", "Masalah yang diatasi", 30, 48),
    OWNER,
)
ADVICE = (
    NUMBER,
    _text("nomor", "Nomor", 6, 12),
    _text("nama", "Rekomendasi DPRD", 32, 60),
    _text("tindak_lanjut", "Tindak lanjut", 30, 60),
    _text("status", "Status", 7, 12),
    _text("batas", "Batas waktu", 8, 16),
    _text("bukti", "Bukti", 13, 30),
    OWNER,
)
INDICATORS = (
    NUMBER,
    _text("sasaran", "Tujuan/sasaran", 24, 44),
    _text("nama", "Indikator kinerja daerah", 30, 48),
    _text("satuan", "Satuan", 8, 14),
    Column("target", "Target", "quantity", 6, 12, share=8),
    Column("realisasi", "Realisasi", "quantity", 6, 12, share=8),
    Column("capaian_persen", "Capaian (%)", "percent", 6, 12, share=8),
    _text("predikat", "Predikat", 10, 16),
)
AWARDS = (
    NUMBER,
    _text("nama", "Penghargaan", 40, 60),
    _text("pemberi", "Pemberi", 26, 40),
    _text("tingkat", "Tingkat", 12),
    _text("tanggal", "Tanggal", 10),
    OWNER,
)
TASKS = (
    NUMBER,
    _text("arah", "Arah", 9, 24),
    _text("pemberi", "Pemberi tugas", 12, 30),
    _text("nama", "Program dan kegiatan", 18, 44),
    _text("dasar", "Dasar hukum", 12, 30),
    _text("lokasi", "Lokasi", 8, 24),
    _text("target", "Target", 9, 24),
    _text("realisasi", "Realisasi", 9, 24),
    Column("pagu_rp", "Anggaran (Rp)", "rupiah", 0, 18, share=7),
    Column("realisasi_rp", "Realisasi (Rp)", "rupiah", 0, 18, share=7),
    _text("permasalahan", "Permasalahan", 9, 40),
    _text("solusi", "Solusi", 9, 40),
    OWNER,
)


def _owner(row: Any) -> str:
    return row.organization.short_name if row.organization else "Kota"


def _day(value: Any) -> str:
    return format_date(value) if value else ""


def _laws(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.laws:
        yield {
            "jenis": row.get_kind_display(),
            "nomor": row.number,
            "tanggal": _day(row.enacted_on),
            "nama": row.about,
            "alasan": row.reason,
        }


def _policies(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.policies:
        yield {
            "nama": row.title,
            "dasar": row.legal_basis,
            "masalah": row.problem,
            "penanggung_jawab": _owner(row),
        }


def _advice(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.recommendations:
        yield {
            "nomor": row.number,
            "nama": row.text,
            "tindak_lanjut": row.follow_up,
            "status": row.get_state_display(),
            "batas": _day(row.due),
            "bukti": row.proof,
            "penanggung_jawab": _owner(row),
        }


def _ikd(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for goal in found.city.goals:
        for measure in goal.measures:
            yield _measure(goal, measure)


def _measure(goal: Goal, measure: Measure) -> dict[str, Cell]:
    return {
        "sasaran": goal.node.name,
        "nama": measure.indicator.name,
        "satuan": measure.indicator.unit,
        "target": quantity(measure.now.target, measure.indicator.scale),
        "realisasi": quantity(measure.now.realized, measure.indicator.scale),
        "capaian_persen": six(measure.now.exact),
        "predikat": measure.band,
    }


def _awards(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.awards:
        yield {
            "nama": row.name,
            "pemberi": row.giver,
            "tingkat": row.get_level_display(),
            "tanggal": _day(row.received_on),
            "penanggung_jawab": _owner(row),
        }


def _tasks(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.tasks:
        yield {
            "arah": row.get_direction_display(),
            "pemberi": row.giver,
            "nama": row.program,
            "dasar": row.legal_basis,
            "lokasi": row.location,
            "target": row.target,
            "realisasi": row.realized,
            "pagu_rp": row.pagu,
            "realisasi_rp": row.spent,
            "permasalahan": row.problem,
            "solusi": row.solution,
            "penanggung_jawab": _owner(row),
        }

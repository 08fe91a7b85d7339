"""The tables of an LKjIP, as printed and as lines for XLSX and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from performance import formulas
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.measures import Measure, YearFigure
from performance.evaluation.reports.columns import target_cell, whose
from performance.evaluation.reports.lkjip_columns import (
    _T1,
    _T3,
    _T4,
    _T5,
    _T6,
    GOAL,
    INDICATOR,
    T7,
    UNIT,
    Line,
    percent_text,
    quantity_text,
)
from performance.evaluation.reports.lkjip_print import change_word
from performance.evaluation.reports.rules import running_rules
from performance.words import NOT_COMPUTED
from reports.definitions import Cell, Column, Table


def tables(data: Lkjip) -> list[Table]:
    """T1 target and realisation, T2 years, T3 end target, T4 national standard, T5
    efficiency, T6 budget, and the measurement of programs and below."""
    years = [data.year - 2, data.year - 1, data.year]
    reach = [f"Realisasi anggaran {data.money_reach}."] if data.money_reach else []
    return [
        Table(
            "capaian",
            f"Capaian {data.year}",
            _T1,
            _measures(data, partial(_t1, data)),
            running_rules(data.form.acceptance),
        ),
        Table(
            "perbandingan",
            "Antartahun",
            (
                GOAL,
                INDICATOR,
                UNIT,
                *(quantity_text(f"realisasi_{y}", f"Realisasi {y}") for y in years),
                *(percent_text(f"capaian_{y}_persen", f"Capaian {y} (%)") for y in years),
                Column("perubahan", "Perubahan", width=12),
            ),
            _measures(data, lambda m: _t2(m, years, data)),
        ),
        Table("target_akhir", "Target akhir periode", _T3, _measures(data, _t3)),
        Table("standar", "Standar nasional", _T4, _measures(data, _t4)),
        Table("efisiensi", "Efisiensi", _T5, _efficiency(data), reach),
        Table("anggaran", "Anggaran program", _T6, _budget(data), reach),
        Table("pengukuran", "Program dan kegiatan", T7, _measurement(data)),
    ]


def _measures(data: Lkjip, line: Any) -> list[Line]:
    return [
        {
            "sasaran": goal.node.name,
            "indikator": measure.indicator.name,
            "satuan": measure.indicator.unit,
            **line(measure),
            **whose(measure.indicator.pk),
        }
        for goal in data.goals
        for measure in goal.measures
    ]


def on_scale(value: Decimal | None, scale: str) -> Cell:
    """The figure, or the word or day it stands for."""
    return formulas.word_of(value, scale) if scale and value is not None else value


def _t1(data: Lkjip, measure: Measure) -> Line:
    now, scale = measure.now, measure.indicator.scale
    return {
        "target": target_cell(now.due, scale),
        "realisasi": on_scale(now.realized, scale),
        "capaian_persen": _percent(now),
        "predikat": measure.band,
        "perjanjian_kinerja": "ya" if data.is_agreed(measure) else "tidak",
    }


def _t2(measure: Measure, years: list[int], data: Lkjip) -> Line:
    points = {point.year: point for point in measure.years}
    line: Line = {}
    for year in years:
        point = points.get(year)
        realized = point.realized if point else None
        line[f"realisasi_{year}"] = on_scale(realized, measure.indicator.scale)
        line[f"capaian_{year}_persen"] = _percent(point)
    line["perubahan"] = change_word(measure, data)
    return line


def _percent(point: YearFigure | None) -> Cell:
    if point is None:
        return None
    return NOT_COMPUTED if point.problem else point.achievement


def _t3(measure: Measure) -> Line:
    return {
        "realisasi": on_scale(measure.now.realized, measure.indicator.scale),
        "target_akhir": target_cell(measure.end, measure.indicator.scale),
        "kemajuan_persen": NOT_COMPUTED if measure.progress_problem else measure.progress,
    }


def _t4(measure: Measure) -> Line:
    return {
        "realisasi": on_scale(measure.now.realized, measure.indicator.scale),
        "standar_nasional": on_scale(measure.indicator.national_standard, measure.indicator.scale),
        "selisih": None if measure.indicator.scale else measure.standard_gap,
        "sumber_standar": measure.indicator.national_standard_label,
    }


def _efficiency(data: Lkjip) -> list[Line]:
    return [
        {
            "sasaran": goal.node.name,
            "capaian_persen": goal.achievement,
            "pagu_rp": goal.pagu,
            "realisasi_rp": goal.spent,
            "serapan_persen": goal.absorption,
            "efisiensi_poin": formulas.rounded(goal.efficiency.value, 2)
            if goal.efficiency
            else None,
            "simpulan": goal.efficiency.label if goal.efficiency else "",
        }
        for goal in data.goals
        if goal.programs
    ]


def _budget(data: Lkjip) -> Iterator[Line]:
    for row in data.programs:
        yield {
            "kode": row.full_code,
            "program": row.name,
            "pagu_rp": row.pagu_rp,
            "realisasi_rp": row.columns.col12_rp,
            "serapan_persen": formulas.rounded(row.annual_rp, 2),
            **whose(None, row.node_id),
        }
    yield {
        "program": "Jumlah",
        "pagu_rp": data.pagu,
        "realisasi_rp": data.spent,
        "serapan_persen": data.absorption,
        "_style": "total",
    }


def _measurement(data: Lkjip) -> Iterator[Line]:
    for row in data.form.rows:
        if row.is_heading:
            continue
        yield {
            "level": row.level,
            "kode": row.full_code,
            "nama": row.name,
            "indikator": row.indicator,
            "satuan": row.unit,
            "target": target_cell(row.target, row.scale),
            "realisasi": on_scale(row.columns.col12_k, row.scale),
            "capaian_persen": NOT_COMPUTED
            if row.annual_problem
            else formulas.rounded(row.annual_k, 2),
            "pagu_rp": row.pagu_rp,
            "realisasi_rp": row.columns.col12_rp if row.has_money else None,
            "serapan_persen": formulas.rounded(row.annual_rp, 2),
            **whose(row.indicator_id, row.node_id if row.has_money else None),
        }

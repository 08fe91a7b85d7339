"""The tables of an LKjIP, as printed and as lines for XLSX and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from organizations.formatting import format_number, format_percent, format_rupiah
from performance import formulas
from performance.choices import NodeLevel, Polarity
from performance.queries.evaluation_row import Row
from performance.queries.goals import Goal, Measure
from performance.queries.lkjip import Lkjip
from reports.definitions import Cell, Column, Table

Line = dict[str, Cell]
GOAL, INDICATOR = (
    Column("sasaran", "Tujuan/sasaran", width=40),
    Column("indikator", "Indikator", width=44),
)
UNIT = Column("satuan", "Satuan", width=14)


def _quantity(name: str, title: str) -> Column:
    return Column(name, title, "quantity", 6, 14)


def _percent(name: str, title: str) -> Column:
    return Column(name, title, "percent", 2, 12)


def _rupiah(name: str, title: str) -> Column:
    return Column(name, title, "rupiah", 0, 20)


def tables(data: Lkjip) -> list[Table]:
    """T1 target and realisation, T2 years, T3 end target, T4 national standard, T5
    efficiency, T6 budget, and the measurement of programs and below."""
    years = [data.year - 2, data.year - 1, data.year]
    return [
        Table("capaian", f"Capaian {data.year}", _T1, _measures(data, _t1)),
        Table(
            "perbandingan",
            "Antartahun",
            (
                GOAL,
                INDICATOR,
                UNIT,
                *(_quantity(f"realisasi_{y}", f"Realisasi {y}") for y in years),
                *(_percent(f"capaian_{y}_persen", f"Capaian {y} (%)") for y in years),
                Column("perubahan", "Perubahan", width=12),
            ),
            _measures(data, lambda m: _t2(m, years)),
        ),
        Table("target_akhir", "Target akhir Renstra", _T3, _measures(data, _t3)),
        Table("standar", "Standar nasional", _T4, _measures(data, _t4)),
        Table("efisiensi", "Efisiensi", _T5, _efficiency(data)),
        Table("anggaran", "Anggaran program", _T6, _budget(data)),
        Table("pengukuran", "Program dan kegiatan", _T7, _measurement(data)),
    ]


_T1 = (
    GOAL,
    INDICATOR,
    UNIT,
    _quantity("target", "Target"),
    _quantity("realisasi", "Realisasi"),
    _percent("capaian_persen", "Capaian (%)"),
    Column("predikat", "Predikat", width=16),
)
_T3 = (
    GOAL,
    INDICATOR,
    UNIT,
    _quantity("realisasi", "Realisasi"),
    _quantity("target_akhir", "Target akhir Renstra"),
    _percent("kemajuan_persen", "Tingkat kemajuan (%)"),
)
_T4 = (
    GOAL,
    INDICATOR,
    UNIT,
    _quantity("realisasi", "Realisasi"),
    _quantity("standar_nasional", "Standar nasional"),
    _quantity("selisih", "Lebih/kurang"),
    Column("sumber_standar", "Sumber", width=30),
)
_T5 = (
    GOAL,
    _percent("capaian_persen", "Capaian (%)"),
    _rupiah("pagu_rp", "Pagu (Rp)"),
    _rupiah("realisasi_rp", "Realisasi (Rp)"),
    _percent("serapan_persen", "Serapan (%)"),
    _percent("efisiensi_poin", "Selisih (poin)"),
    Column("simpulan", "Simpulan", width=18),
)
_T6 = (
    Column("kode", "Kode", width=18),
    Column("program", "Program", width=50),
    _rupiah("pagu_rp", "Pagu (Rp)"),
    _rupiah("realisasi_rp", "Realisasi (Rp)"),
    _percent("serapan_persen", "Serapan (%)"),
)
_T7 = (
    Column("level", "Tingkat", width=12),
    Column("kode", "Kode", width=20),
    Column("nama", "Program/kegiatan/sub kegiatan", width=50),
    INDICATOR,
    UNIT,
    _quantity("target", "Target"),
    _quantity("realisasi", "Realisasi"),
    _percent("capaian_persen", "Capaian (%)"),
    _rupiah("pagu_rp", "Pagu (Rp)"),
    _rupiah("realisasi_rp", "Realisasi (Rp)"),
    _percent("serapan_persen", "Serapan (%)"),
)


def _measures(data: Lkjip, line: Any) -> list[Line]:
    return [
        {
            "sasaran": goal.node.name,
            "indikator": measure.indicator.name,
            "satuan": measure.indicator.unit,
            **line(measure),
        }
        for goal in data.goals
        for measure in goal.measures
    ]


def _t1(measure: Measure) -> Line:
    now = measure.now
    return {
        "target": now.target,
        "realisasi": now.realized,
        "capaian_persen": now.achievement,
        "predikat": measure.band,
    }


def _t2(measure: Measure, years: list[int]) -> Line:
    points = {point.year: point for point in measure.years}
    line: Line = {}
    for year in years:
        point = points.get(year)
        line[f"realisasi_{year}"] = point.realized if point else None
        line[f"capaian_{year}_persen"] = point.achievement if point else None
    line["perubahan"] = change_word(measure)
    return line


def change_word(measure: Measure) -> str:
    """Up, down or equal against the latest earlier year, and whether that is better."""
    before, now = measure.before, measure.now.realized
    if before is None or before.realized is None or now is None:
        return ""
    if now == before.realized:
        return "Tetap"
    rises = now > before.realized
    word, polarity = "Naik" if rises else "Turun", measure.indicator.polarity
    if polarity == Polarity.RANGE:
        return word
    better = rises == (polarity == Polarity.HIGHER)
    return f"{word} (membaik)" if better else f"{word} (memburuk)"


def _t3(measure: Measure) -> Line:
    return {
        "realisasi": measure.now.realized,
        "target_akhir": measure.end_target,
        "kemajuan_persen": measure.progress,
    }


def _t4(measure: Measure) -> Line:
    return {
        "realisasi": measure.now.realized,
        "standar_nasional": measure.indicator.national_standard,
        "selisih": measure.standard_gap,
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
            "target": row.target_k,
            "realisasi": row.columns.col12_k,
            "capaian_persen": formulas.rounded(row.annual_k, 2),
            "pagu_rp": row.pagu_rp,
            "realisasi_rp": row.columns.col12_rp if row.has_money else None,
            "serapan_persen": formulas.rounded(row.annual_rp, 2),
        }


def number(value: Decimal | None, empty: str = "–") -> str:
    """A figure as printed: at most two decimals, rounded once, "–" where nothing is."""
    return empty if value is None else format_number(formulas.rounded(value, 2), None)


def percent(value: Decimal | None) -> str:
    return "–" if value is None else format_percent(formulas.rounded(value, 2))


def rupiah(value: Decimal | None) -> str:
    return "–" if value is None else format_rupiah(value)


def printed_goal(goal: Goal, years: list[int]) -> list[dict[str, Any]]:
    """Each measure of a goal with its figures as texts."""
    return [
        {
            "measure": measure,
            "target": number(measure.now.target),
            "first_target": number(measure.now.first_target, ""),
            "realized": number(measure.now.realized),
            "achievement": percent(measure.now.achievement),
            "end": number(measure.end_target),
            "baseline": number(measure.baseline),
            "progress": percent(measure.progress),
            "standard": number(measure.indicator.national_standard),
            "gap": number(measure.standard_gap),
            "change": change_word(measure) or "–",
            "years": [
                (number(point.realized), percent(point.achievement))
                for point in _points(measure, last_three(years))
            ],
            "targets_by_year": [number(point.target) for point in _points(measure, years)],
        }
        for measure in goal.measures
    ]


def printed_line(row: Row) -> dict[str, Any]:
    """A line of the measurement annex with its figures as texts."""
    money = row.has_money
    return {
        "row": row,
        "target": number(row.target_k) if row.indicator_id else "",
        "realized": number(row.columns.col12_k) if row.indicator_id else "",
        "achievement": percent(row.annual_k) if row.indicator_id else "",
        "pagu": number(row.pagu_rp) if money else "",
        "spent": number(row.columns.col12_rp) if money else "",
        "absorption": percent(row.annual_rp) if money else "",
    }


def quarter_lines(data: Lkjip) -> list[dict[str, Any]]:
    """Every typed quantity as it was typed: goals first, then the programs and below."""
    goals = [
        (goal.node.name, measure.indicator.name, measure.indicator.unit, measure.now.quarters)
        for goal in data.goals
        for measure in goal.measures
        if data.has_goals
    ]
    rows = [
        (f"{row.full_code} {row.name}", row.indicator, row.unit, row.k)
        for row in data.form.rows
        if row.indicator_id
    ]
    return [
        {"name": name, "indicator": words, "unit": unit, "cells": [number(v) for v in values]}
        for name, words, unit, values in (*goals, *rows)
    ]


def quarter_money(data: Lkjip) -> list[dict[str, Any]]:
    """Rupiah of every sub kegiatan as it was typed, and the sum of the unit."""
    rows = [
        {"name": f"{row.full_code} {row.name}", "cells": [number(value) for value in row.rp]}
        for row in data.form.rows
        if row.level == NodeLevel.SUBKEGIATAN and row.has_money
    ]
    total = [number(None if rp is None else Decimal(rp)) for rp in data.form.total.quarters]
    return [*rows, {"name": "Jumlah", "cells": total, "is_total": True}]


class _Nothing:
    realized = achievement = target = None


def last_three(years: list[int]) -> list[int]:
    """The reported year and the two before it."""
    return [years[-1] - 2, years[-1] - 1, years[-1]] if years else []


def _points(measure: Measure, years: list[int]) -> list[Any]:
    points = {point.year: point for point in measure.years}
    return [points.get(year, _Nothing) for year in years]

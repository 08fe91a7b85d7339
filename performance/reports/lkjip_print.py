"""The figures of an LKjIP as they are printed: rounded once, "–" where nothing is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from organizations.formatting import format_number, format_percent
from performance import formulas
from performance.choices import NodeLevel, Polarity
from performance.queries.evaluation_row import Row
from performance.queries.goals import Goal, Measure
from performance.queries.lkjip import CityForm, Lkjip


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


def number(value: Decimal | None, empty: str = "–") -> str:
    """A figure as printed: at most two decimals, rounded once, "–" where nothing is."""
    return empty if value is None else format_number(formulas.rounded(value, 2), None)


def percent(value: Decimal | None) -> str:
    return "–" if value is None else format_percent(formulas.rounded(value, 2))


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


def unit_statuses(data: Lkjip) -> list[dict[str, Any]]:
    """On the city's report: how far each unit's entry of every quarter had come."""
    if not isinstance(data.form, CityForm):
        return []
    states = {(s.organization_id, s.quarter): s.get_state_display() for s in data.form.entries}
    return [
        {
            "name": unit.name,
            "states": [states.get((unit.pk, quarter), "Belum diisi") for quarter in (1, 2, 3, 4)],
        }
        for unit in data.form.units
    ]


class _Nothing:
    realized = achievement = target = None


def last_three(years: list[int]) -> list[int]:
    """The reported year and the two before it."""
    return [years[-1] - 2, years[-1] - 1, years[-1]] if years else []


def _points(measure: Measure, years: list[int]) -> list[Any]:
    points = {point.year: point for point in measure.years}
    return [points.get(year, _Nothing) for year in years]

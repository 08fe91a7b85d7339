"""The figures of an LKjIP as they are printed: rounded once, "–" where nothing is."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from organizations.formatting import QUARTERS, quarter_name
from performance import formulas
from performance.choices import NodeLevel, Polarity, SubmissionState
from performance.entry.queries.marks import NOT_FILLED, NOT_OPEN
from performance.evaluation.queries.annual_report import CityForm, Lkjip
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.row import Row, Values
from performance.formulas import NOTHING
from performance.words import achieved, bounds_said, said


def change_word(measure: Measure, data: Lkjip) -> str:
    """Up, down or equal against the latest earlier year, and whether that is better; nothing of a
    part of a year."""
    before, now = measure.before, measure.now.realized
    if before is None or before.realized is None or now is None or data.is_part(measure):
        return ""
    if now == before.realized:
        return "Tetap"
    rises = now > before.realized
    word, polarity = "Naik" if rises else "Turun", measure.indicator.polarity
    if polarity == Polarity.RANGE:
        return word
    better = rises == (polarity == Polarity.HIGHER)
    return f"{word} (membaik)" if better else f"{word} (memburuk)"


def number(value: Decimal | None, *, scale: str = "") -> str:
    """A figure as printed: with the digits it was given with, "–" where nothing is; the word
    or day where it stands on a scale."""
    return said(value, scale)


def percent(value: Decimal | None, problem: str = "") -> str:
    return achieved(formulas.rounded(value, 2), problem)


def printed_goal(goal: Goal, years: list[int], data: Lkjip) -> list[dict[str, Any]]:
    """Each measure of a goal with its figures as texts, and whether it was agreed to."""
    return [
        {
            **_printed_measure(measure, years),
            "change": change_word(measure, data) or "–",
            "is_agreed": data.is_agreed(measure),
            "weight": _weight(measure) if data.is_agreed(measure) else "",
        }
        for measure in goal.measures
    ]


def _weight(measure: Measure) -> str:
    """What the mean counts the row with, where that is not once."""
    weight = measure.indicator.weight
    return number(weight) if weight and weight != 1 else ""


def _printed_measure(measure: Measure, years: list[int]) -> dict[str, Any]:
    scale, first = measure.indicator.scale, measure.now.first
    return {
        "measure": measure,
        "target": bounds_said(measure.now.due, scale),
        "first_target": bounds_said(first, scale) if first != NOTHING else "",
        "realized": number(measure.now.realized, scale=scale),
        "achievement": percent(measure.now.achievement, measure.now.problem),
        "end": bounds_said(measure.end, scale),
        "baseline": number(measure.baseline, scale=scale),
        "progress": percent(measure.progress, measure.progress_problem),
        "standard": number(measure.indicator.national_standard, scale=scale),
        "gap": "–" if scale else number(measure.standard_gap),
        "years": [
            (number(point.realized, scale=scale), percent(point.achievement, point.problem))
            for point in _points(measure, last_three(years))
        ],
        "targets_by_year": [bounds_said(point.due, scale) for point in _points(measure, years)],
    }


def printed_line(row: Row) -> dict[str, Any]:
    """A line of the measurement annex with its figures as texts."""
    money = row.has_money
    return {
        "row": row,
        "target": bounds_said(row.target, row.scale) if row.indicator_id else "",
        "realized": number(row.columns.col12_k, scale=row.scale) if row.indicator_id else "",
        "achievement": percent(row.annual_k, row.annual_problem) if row.indicator_id else "",
        "pagu": number(row.pagu_rp) if money else "",
        "spent": number(row.columns.col12_rp) if money else "",
        "absorption": percent(row.annual_rp) if money else "",
    }


def quarter_lines(data: Lkjip) -> list[dict[str, Any]]:
    """Every typed quantity as it was typed: goals first, then the programs and below."""
    goals = [
        (goal.node.name, measure.indicator, measure.now.quarters)
        for goal in data.goals
        for measure in goal.measures
        if data.has_goals and goal.node.level != NodeLevel.PROGRAM
    ]
    lines = [_quarter_line(name, i.name, i.unit, values, i.scale) for name, i, values in goals]
    if data.is_city:  # what the programs reached stands in the annex before
        return lines
    return lines + [
        _quarter_line(f"{row.full_code} {row.name}", row.indicator, row.unit, row.k, row.scale)
        for row in data.form.rows
        if row.indicator_id
    ]


def _quarter_line(
    name: str, indicator: str, unit: str, values: Values, scale: str
) -> dict[str, Any]:
    cells = [number(value, scale=scale) for value in values]
    return {"name": name, "indicator": indicator, "unit": unit, "cells": cells}


def quarter_money(data: Lkjip) -> list[dict[str, Any]]:
    """Rupiah of every sub kegiatan as it was typed, and the sum of the unit; the city's in one line."""
    total = [number(None if rp is None else Decimal(rp)) for rp in data.form.total.quarters]
    if isinstance(data.form, CityForm):
        return [
            {"name": "Semua perangkat daerah", "cells": total},
            {"name": "Perangkat daerah yang sudah mengisi", "cells": _spenders(data.form)},
        ]
    rows = [
        {"name": f"{row.full_code} {row.name}", "cells": [number(value) for value in row.rp]}
        for row in data.form.rows
        if row.level == NodeLevel.SUBKEGIATAN and row.has_money
    ]
    return [*rows, {"name": "Jumlah", "cells": total, "is_total": True}]


def _spenders(form: CityForm) -> list[str]:
    """How many of the units have rupiah in each quarter."""
    counted = map(form.spenders, QUARTERS)
    return [f"{spent} dari {units}" if spent else "–" for spent, units in counted]


def late_measures(data: Lkjip) -> list[tuple[str, list[str]]]:
    """Indicators whose figures end before the quarter the others reach, by that quarter."""
    reached, found = data.measured_quarter, defaultdict[str, list[str]](list)
    for measure in data.all_measures():
        if 0 < measure.now.last_quarter < reached:
            found[quarter_name(measure.now.last_quarter)].append(measure.indicator.name)
    return sorted(found.items())


def unit_statuses(data: Lkjip) -> dict[str, Any]:
    """On the city's report: how many units are accepted in every quarter, and how far the
    others have come."""
    if not isinstance(data.form, CityForm):
        return {}
    states = {(s.organization_id, s.quarter): s for s in data.form.entries}
    accepted, open_units = 0, []
    for unit in data.form.units:
        rows = [states.get((unit.pk, quarter)) for quarter in QUARTERS]
        if all(row and row.state == SubmissionState.ACCEPTED for row in rows):
            accepted += 1
            continue
        told = [
            row.get_state_display() if row else empty_quarter(data, quarter)
            for quarter, row in zip(QUARTERS, rows, strict=True)
        ]
        open_units.append({"name": unit.name, "states": told})
    return {"accepted": accepted, "units": len(data.form.units), "lines": open_units}


def empty_quarter(data: Lkjip, quarter: int) -> str:
    """What stands for a quarter nobody entered anything in."""
    return NOT_OPEN if quarter in data.ahead else NOT_FILLED


class _Nothing:
    realized = achievement = None
    due, problem = NOTHING, ""


def last_three(years: list[int]) -> list[int]:
    """The reported year and the two before it."""
    return [years[-1] - 2, years[-1] - 1, years[-1]] if years else []


def planned_years(years: list[int], period: str) -> str:
    """The years the table of the plan has columns of, as its title names them."""
    if not years:
        return period
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    return f"{span} serta akhir periode {period}"


def _points(measure: Measure, years: list[int]) -> list[Any]:
    points = {point.year: point for point in measure.years}
    return [points.get(year, _Nothing) for year in years]

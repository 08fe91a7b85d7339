"""The pictures of an LKjIP: achievement, history of an indicator, pohon kinerja."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from organizations.formatting import format_percent
from performance.choices import NodeLevel, ValueScale
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkjip import AIMS
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.row import Row
from performance.words import NOT_COMPUTED, bounds_said, said
from reports.rendering.charts import (
    Bar,
    Branch,
    Year,
    achievement_chart,
    history_chart,
    split_tree,
    tree_chart,
)

BARS_A_CHART = 14
YEARS_A_CHART = 6


def results_chart(title: str, results: Sequence[Any], quarter: int = 0) -> SafeString | None:
    """Achievement of public results; grey where a unit has not reached the quarter shown.

    None when nothing is filled.
    """
    filled = [result for result in results if result.achievement is not None]
    bars = [
        Bar(
            result.name,
            result.achievement,
            format_percent(result.achievement),
            "neutral" if result.last_quarter < quarter else result.tone,
        )
        for result in filled[:BARS_A_CHART]
    ]
    return achievement_chart(title, bars) if bars else None


def goal_charts(data: Lkjip) -> list[SafeString]:
    """Achievement of every indicator, a few charts of at most fourteen bars."""
    bars = [
        Bar(
            measure.indicator.name,
            measure.now.achievement,
            format_percent(measure.now.achievement)
            if measure.now.achievement is not None
            else NOT_COMPUTED
            if measure.now.problem
            else "belum ada",
            measure.tone,
        )
        for measure in data.all_measures()
    ]
    title = f"Capaian indikator {data.unit.name} tahun {data.year}"
    return [
        achievement_chart(title, bars[start : start + BARS_A_CHART])
        for start in range(0, len(bars), BARS_A_CHART)
    ]


def measure_chart(measure: Measure) -> SafeString | None:
    """Realisation and target of the years of a measure, of which the tables hold the last three."""
    indicator = measure.indicator
    title = f"{indicator.name} ({indicator.unit}) menurut tahun"
    return years_chart(title, measure.years, indicator.scale)


def years_chart(title: str, points: Sequence[Any], scale: str = "") -> SafeString | None:
    """Columns a year, newest last; nothing to draw for a single year, nor for days."""
    shown = list(points)[-YEARS_A_CHART:]
    if (
        scale == ValueScale.DATE
        or len([point for point in shown if point.realized is not None]) < 2
    ):
        return None
    return history_chart(title, [history_year(point, scale) for point in shown])


def history_year(point: Any, scale: str = "") -> Year:
    """A point with year, target and realized as a column of the chart."""
    return Year(
        str(point.year),
        point.target,
        point.realized,
        bounds_said(point.due, scale) if point.target is not None else "",
        said(point.realized, scale) if point.realized is not None else "",
    )


def plan_tree(data: Lkjip) -> list[SafeString]:
    """Tujuan › sasaran › program; one picture for each tujuan and each group of programs."""
    title = f"Pohon kinerja {data.unit.name}"
    return [tree_chart(title, [root]) for root in _branches(data)]


def _branches(data: Lkjip) -> list[Branch]:
    if not data.has_goals:
        return [_program_branch(goal.programs[0], data) for goal in data.goals if goal.programs]
    by_parent: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in data.goals:
        if goal.node.level not in (*AIMS, NodeLevel.PROGRAM):
            by_parent[goal.node.parent_id].append(goal)
    measured = {goal.node.pk: goal for goal in data.goals}
    roots = []
    for aim in data.aims:
        children = tuple(_goal_branch(goal, data) for goal in by_parent.pop(aim.pk, []))
        roots.append(
            Branch(
                "TUJUAN", aim.name, _note(measured[aim.pk]) if aim.pk in measured else "", children
            )
        )
    roots += [_goal_branch(goal, data) for goals in by_parent.values() for goal in goals]
    return [part for root in roots for part in split_tree(root)]


def _goal_branch(goal: Goal, data: Lkjip) -> Branch:
    below = _units(goal) if data.is_city else _programs(goal)
    return Branch("SASARAN", goal.node.name, _note(goal), tuple(below))


def _programs(goal: Goal) -> list[Branch]:
    return [Branch(f"PROGRAM {row.full_code}", row.name, _absorbed(row)) for row in goal.programs]


def _units(goal: Goal) -> list[Branch]:
    """On the city's tree the programs of a unit are one box."""
    counts = Counter(row.owner for row in goal.programs)
    return [
        Branch("PERANGKAT DAERAH", owner, f"{number} program") for owner, number in counts.items()
    ]


def _program_branch(row: Row, data: Lkjip) -> Branch:
    below = tuple(
        Branch(f"KEGIATAN {child.full_code}", child.name, _absorbed(child))
        for child in data.form.rows
        if child.level == NodeLevel.KEGIATAN and child.has_money and child.parent_id == row.node_id
    )
    return Branch(f"PROGRAM {row.full_code}", row.name, _absorbed(row), below)


def _note(goal: Goal) -> str:
    return f"capaian {format_percent(goal.achievement)}" if goal.achievement is not None else ""


def _absorbed(row: Row) -> str:
    return f"serapan {format_percent(row.annual_rp)}" if row.annual_rp is not None else ""

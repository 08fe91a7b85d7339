"""Windows as they are listed, and every unit's quarters side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from organizations.formatting import QUARTERS
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.entry.queries.locks import database_now
from performance.entry.queries.submissions import LABELS, QuarterLine, progress_of, quarter_lines
from performance.models import ReportingWindow


@dataclass(frozen=True)
class WindowLine:
    """A window and what the database clock says about it."""

    window: ReportingWindow
    label: str
    tone: str


def window_lines() -> list[WindowLine]:
    now = database_now()
    return [WindowLine(row, *_said(row, now)) for row in ReportingWindow.objects.all()]


def _said(window: ReportingWindow, now: datetime) -> tuple[str, str]:
    if now < window.opens_at:
        return "Akan dibuka", "neutral"
    if now < window.closes_at:
        return "Sedang dibuka", "success"
    if window.is_open(now):
        return "Masa tenggang", "warning"
    return "Ditutup", "neutral"


@dataclass(frozen=True)
class Cell:
    """One unit's quarter: its entry and how much of it is filled."""

    line: QuarterLine | None
    percent: int
    level: int  # 0 nothing to 4 complete, the depth of its colour


@dataclass(frozen=True)
class UnitQuarters:
    """One unit's year; a quarter without a window or an entry has no line."""

    organization: Organization
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Completeness:
    """The table, and how many units have handed in each quarter."""

    units: list[UnitQuarters]
    counts: list[str]


HANDED_IN = (SubmissionState.SUBMITTED, SubmissionState.VERIFIED, SubmissionState.ACCEPTED)


def completeness(units: Sequence[Organization], year: int | None, state: str = "") -> Completeness:
    """Every unit with its four quarters; with a state only units that have a quarter in it."""
    lines = quarter_lines(units, [year]) if year else []
    by_place = {(line.organization.pk, line.quarter): line for line in lines}
    filled = {q: progress_of(units, year, q) for q in QUARTERS} if year else {}
    rows = [
        UnitQuarters(
            unit,
            tuple(
                _cell(by_place.get((unit.pk, q)), filled.get(q, {}).get(unit.pk, (0, 0)))
                for q in QUARTERS
            ),
        )
        for unit in units
    ]
    done = Counter(line.quarter for line in lines if line.state in HANDED_IN)
    counts = [f"{done[q]} dari {len(units)}" for q in QUARTERS]
    if state in LABELS:
        rows = [r for r in rows if any(c.line and c.line.state == state for c in r.cells)]
    return Completeness(rows, counts)


def _cell(line: QuarterLine | None, counts: tuple[int, int]) -> Cell:
    """Whole percent, rounded down: an entry shows 100 only when nothing is missing."""
    done, total = counts
    percent = min(done * 100 // total, 100) if total else 0
    level = 0 if not done else 4 if percent == 100 else 1 + min(percent // 34, 2)
    return Cell(line, percent, level)

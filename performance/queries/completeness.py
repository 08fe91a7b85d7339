"""Windows as they are listed, and every unit's quarters side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from organizations.models import Organization
from performance.choices import SubmissionState
from performance.models import ReportingWindow
from performance.queries.locks import QUARTERS, database_now
from performance.queries.submissions import LABELS, QuarterLine, quarter_lines


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
class UnitQuarters:
    """One unit's year; a quarter without a window or an entry is None."""

    organization: Organization
    quarters: tuple[QuarterLine | None, ...]


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
    rows = [
        UnitQuarters(unit, tuple(by_place.get((unit.pk, q)) for q in QUARTERS)) for unit in units
    ]
    done = Counter(line.quarter for line in lines if line.state in HANDED_IN)
    counts = [f"{done[q]} dari {len(units)}" for q in QUARTERS]
    if state in LABELS:
        rows = [row for row in rows if any(line and line.state == state for line in row.quarters)]
    return Completeness(rows, counts)

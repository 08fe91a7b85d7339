"""Every unit's quarters, those that nobody has opened yet included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from organizations.clock import days_until
from organizations.formatting import QUARTERS
from organizations.models import Organization
from performance.choices import NodeLevel, SubmissionState
from performance.entry.queries.locks import database_now, judge
from performance.entry.queries.marks import NOT_FILLED, NOT_OPEN
from performance.models import (
    BudgetRealization,
    Indicator,
    PlanNode,
    Realization,
    ReportingWindow,
    Submission,
)

NOT_STARTED, AHEAD = "none", "ahead"
STATE_CHOICES = [(NOT_STARTED, NOT_FILLED), (AHEAD, NOT_OPEN), *SubmissionState.choices]
LABELS: dict[str, str] = {value: str(label) for value, label in STATE_CHOICES}
# The unit still has to fill it.
FILLING = (NOT_STARTED, AHEAD, *SubmissionState.open())


@dataclass(frozen=True)
class QuarterLine:
    """One unit in one quarter: where it stands and until when it can be filled."""

    organization: Organization
    year: int
    quarter: int
    state: str
    label: str
    tone: str
    is_open: bool
    is_late: bool
    closes_at: datetime | None
    days_left: int | None
    submission_id: int | None
    return_note: str

    @property
    def is_closed(self) -> bool:
        """Its time is over: nobody can fill it without a reasoned unlock."""
        return not self.is_open and self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def url(self) -> str:
        return reverse("performance:entry", args=[self.organization.code, self.year, self.quarter])


def entry_years() -> list[int]:
    """Years that have a window or an entry, newest first."""
    windows = ReportingWindow.objects.values_list("year")
    return sorted(
        {y for (y,) in windows.union(Submission.objects.values_list("year"))}, reverse=True
    )


def quarter_lines(
    units: Sequence[Organization],
    years: Iterable[int],
    quarter: int | None = None,
    state: str = "",
) -> list[QuarterLine]:
    """Each unit's quarters of these years, newest quarter first, in five queries."""
    chosen = list(years)
    windows = {(w.year, w.quarter): w for w in ReportingWindow.objects.filter(year__in=chosen)}
    entries = {
        (row.organization_id, row.year, row.quarter): row
        for row in Submission.objects.filter(year__in=chosen, organization__in=units)
    }
    filled = _quarters_with_figures(units, chosen)
    now = database_now()
    moments = {*windows, *((year, q) for _, year, q in entries)}
    lines = [
        _line(
            unit,
            moment,
            entries.get((unit.pk, *moment)),
            windows.get(moment),
            now,
            is_filled=(unit.pk, *moment) in filled,
        )
        for moment in sorted(moments, reverse=True)
        if quarter in (None, moment[1])
        for unit in units
        if unit.is_there_in(moment[0]) or (unit.pk, *moment) in entries
    ]
    return [line for line in lines if state in ("", line.state)]


def _line(
    unit: Organization,
    moment: tuple[int, int],
    entry: Submission | None,
    window: ReportingWindow | None,
    now: datetime,
    *,
    is_filled: bool,
) -> QuarterLine:
    lock = judge(moment[1], entry, window, now)
    state = state_of(entry, is_filled=is_filled, is_ahead=lock.is_ahead)
    closes = _closing(entry, window, now)
    return QuarterLine(
        organization=unit,
        year=moment[0],
        quarter=moment[1],
        state=state,
        label=LABELS[state],
        tone=SubmissionState.tone_of(entry.state if entry else ""),
        is_open=lock.is_open,
        is_late=bool(entry and entry.is_late),
        closes_at=closes,
        days_left=days_until(closes, now) if closes and lock.is_open else None,
        submission_id=entry.pk if entry else None,
        return_note=entry.return_note if entry else "",
    )


def state_of(entry: Submission | None, *, is_filled: bool, is_ahead: bool) -> str:
    """The state a list tells: a draft without a single figure has not been filled, for it was
    not opened yet where its time has not come."""
    if entry is None or (entry.state == SubmissionState.DRAFT and not is_filled):
        return AHEAD if is_ahead else NOT_STARTED
    return entry.state


def _quarters_with_figures(
    units: Sequence[Organization], years: Sequence[int]
) -> set[tuple[int, int, int]]:
    """Unit, year and quarter of everything that holds a figure."""
    found = set()
    for model, name in ((Realization, "k"), (BudgetRealization, "rp")):
        rows: Any = model.objects.filter(organization__in=units, year__in=years).order_by()
        counts = {f"n{quarter}": Count(f"{name}{quarter}") for quarter in QUARTERS}
        for row in rows.values("organization_id", "year").annotate(**counts):
            found |= {(row["organization_id"], row["year"], q) for q in QUARTERS if row[f"n{q}"]}
    return found


def _closing(
    entry: Submission | None, window: ReportingWindow | None, now: datetime
) -> datetime | None:
    """The moment until which it can be filled: the later of window and reopening."""
    ends = [window.grace_until or window.closes_at] if window else []
    if (
        entry
        and entry.open_until
        and entry.open_until > now
        and entry.state in SubmissionState.open()
    ):
        ends.append(entry.open_until)
    return max(ends, default=None)


def progress_of(
    units: Sequence[Organization], year: int, quarter: int
) -> dict[int, tuple[int, int]]:
    """Filled cells of each unit's quarter and all of them, in four queries."""
    mine = Q(organization__in=units)
    indicators = Indicator.objects.in_year(year).filter(mine)
    subs = PlanNode.objects.in_year(year).filter(mine, level=NodeLevel.SUBKEGIATAN)
    k = Realization.objects.filter(
        mine, year=year, indicator__in=indicators, **{f"k{quarter}__isnull": False}
    )
    rp = BudgetRealization.objects.filter(
        mine, year=year, is_remainder=False, **{f"rp{quarter}__isnull": False}
    )
    done, total = [_counts(k), _counts(rp)], [_counts(indicators), _counts(subs)]
    return {
        unit.pk: (
            sum(counts.get(unit.pk, 0) for counts in done),
            sum(counts.get(unit.pk, 0) for counts in total),
        )
        for unit in units
    }


def _counts(rows: Any) -> dict[int, int]:
    grouped = rows.order_by().values("organization_id").annotate(n=Count("pk"))
    return dict(grouped.values_list("organization_id", "n"))

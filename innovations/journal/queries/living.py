"""What the pages of an innovation show of its life: activities, process, consultations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from innovations.choices.journal import ConsultationState
from innovations.journal.queries.calendar import Month, month_of_day
from innovations.journal.queries.timeline import Timeline, timeline
from innovations.models import ConsultationDesk, Innovation, ProcessStep
from organizations.small_cells import hidden_by_sums

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Figures:
    """Consultations of a month that is over; None where a number could name somebody."""

    month: Month
    received: int
    answered: int | None


@dataclass(frozen=True)
class Living:
    timeline: Timeline
    steps: Sequence[ProcessStep]
    desk: ConsultationDesk | None  # an open one
    figures: Sequence[Figures]


def living_of(innovation: Innovation, today: date) -> Living:
    """What everybody sees."""
    desks = ConsultationDesk.objects.filter(innovation=innovation, is_open=True)
    desk = desks.first()
    return Living(
        timeline=timeline(innovation, today),
        steps=list(ProcessStep.objects.filter(innovation=innovation)),
        desk=None if innovation.ending else desk,
        figures=figures_of(innovation, today),
    )


def figures_of(innovation: Innovation, today: date) -> list[Figures]:
    """Months with at least five requests, the latest first; the present one is not over."""
    counts = _counts(innovation, today)
    cells = {(name, month): value for month, line in counts.items() for name, value in line.items()}
    sums = [(("received", month), [("answered", month), ("other", month)]) for month in counts]
    hidden = hidden_by_sums(cells, sums)
    return [
        Figures(
            month_of_day(month), line["received"],
            None if ("answered", month) in hidden else line["answered"],
        )
        for month, line in counts.items()
        if ("received", month) not in hidden
    ]  # fmt: skip


def _counts(innovation: Innovation, today: date) -> dict[date, dict[str, int]]:
    month = month_of_day(today)
    for _ in range(MONTHS_SHOWN):
        month = month.before
    rows = innovation.consultations.annotate(  # type: ignore[attr-defined]
        month=TruncMonth("received_at", tzinfo=timezone.get_current_timezone())
    )
    answered = Count("pk", filter=Q(state=ConsultationState.ANSWERED))
    found = rows.order_by().values("month").annotate(count=Count("pk"), answered=answered)
    lines = {timezone.localdate(row["month"]): row for row in found}
    first, present = month.first, month_of_day(today).first
    return {
        day: {
            "received": row["count"], "answered": row["answered"],
            "other": row["count"] - row["answered"],
        }
        for day, row in sorted(lines.items(), reverse=True)
        if first <= day < present
    }  # fmt: skip

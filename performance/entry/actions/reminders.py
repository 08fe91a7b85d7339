"""Reminders before a window closes: once a stage for each person, whoever asks how often."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from organizations.clock import days_until
from performance.choices import SubmissionState
from performance.counted import due_in
from performance.entry.notifications import remind_due
from performance.models import ReportingWindow, Submission

STAGES = (1, 3, 7)  # days before the window closes


def stage_of(window: ReportingWindow, now: datetime) -> int | None:
    """The reminder that is due: the smallest stage that still covers the days left."""
    if not window.opens_at <= now < window.closes_at:
        return None
    return stage_for(days_left(window, now))


def stage_for(days: int) -> int | None:
    """The same for whole days."""
    return next((stage for stage in STAGES if days <= stage), None)


def days_left(window: ReportingWindow, now: datetime) -> int:
    """Whole calendar days of the city until the day the window closes."""
    return days_until(window.closes_at, now)


@transaction.atomic
def send_reminders(*, now: datetime | None = None) -> int:
    """Write the messages that are due to units that have not handed in; returns how many."""
    now = now or timezone.now()
    written = 0
    for window in ReportingWindow.objects.filter(opens_at__lte=now, closes_at__gt=now):
        stage = stage_of(window, now)
        if stage is None:
            continue
        for submission in _unfinished(window):
            key = f"ingat:{window.pk}:{window.closes_at:%Y%m%d}:{stage}"
            written += remind_due(submission, window, days_left(window, now), key=key)
    return written


def _unfinished(window: ReportingWindow) -> list[Submission]:
    """The quarter of every unit that owes it and is not yet on its way, begun or not."""
    moment = {"year": window.year, "quarter": window.quarter}
    begun = {
        row.organization_id: row
        for row in Submission.objects.filter(**moment).select_related("organization")
    }
    units = due_in(window.year, window.quarter)
    entries = [begun.get(unit.pk) or Submission(organization=unit, **moment) for unit in units]
    return [entry for entry in entries if entry.state in SubmissionState.open()]

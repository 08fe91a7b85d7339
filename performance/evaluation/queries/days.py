"""The day a document would have been signed: when its figures were accepted, else their end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from organizations.formulas import end_of_quarter
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.counted import due_in
from performance.models import Submission

QUARTERS = 4


def day_of_figures(unit: Organization | None, year: int, quarter: int = QUARTERS) -> date:
    """When the quarter was accepted for the unit (for every unit that owes it where none is named).

    Until then, and for years accepted in one act long after, the last day of the quarter; never
    before the latest step of an entry up to the quarter.
    """
    wanted = [unit.pk] if unit else list(due_in(year, quarter).values_list("pk", flat=True))
    rows = Submission.objects.filter(
        organization__in=wanted, year=year, quarter__lte=quarter, submitted_at__isnull=False
    )
    entries = list(rows)
    days = list(_days(entries))
    accepted = [row for row in entries if row.quarter == quarter and _is_accepted(row)]
    if not accepted or len(accepted) < len(wanted):
        days.append(end_of_quarter(year, quarter))
    return max(days)


def _is_accepted(row: Submission) -> bool:
    return row.state == SubmissionState.ACCEPTED and row.accepted_at is not None


def _days(entries: Iterable[Submission]) -> Iterable[date]:
    """The days of every step of the entries."""
    for row in entries:
        for moment in (row.submitted_at, row.verified_at, row.accepted_at):
            if moment is not None:
                yield timezone.localdate(moment)

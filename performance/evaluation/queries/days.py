"""The day a document would have been signed: when its figures were accepted, else their end."""

from __future__ import annotations

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

    Until then, and for years accepted in one act long after, the last day of the quarter.
    """
    wanted = [unit.pk] if unit else list(due_in(year, quarter).values_list("pk", flat=True))
    rows = Submission.objects.filter(
        organization__in=wanted,
        year=year,
        quarter=quarter,
        state=SubmissionState.ACCEPTED,
        submitted_at__isnull=False,
        accepted_at__isnull=False,
    )
    accepted = [at for at in rows.values_list("accepted_at", flat=True) if at]
    if accepted and len(accepted) == len(wanted):
        return timezone.localdate(max(accepted))
    return end_of_quarter(year, quarter)

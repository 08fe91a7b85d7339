"""The number a report has at SP4N-LAPOR!, as people type it."""

from __future__ import annotations

from complaints.models import Complaint
from organizations.texts import clean_text


def tracking_number(typed: str) -> str:
    """Without the sign that people write before it.

    >>> tracking_number(" #8100001 ")
    '8100001'
    """
    return clean_text(typed).lstrip("#").strip()


def case_of_tracking(number: str) -> Complaint | None:
    """The report of this number, whoever may read it; None for none."""
    return Complaint.objects.filter(sp4n_id=number).first() if number else None

"""Which unit holds a report, from when to when: passing on closes one span and opens the next."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from complaints import formulas
from complaints.choices import Step
from complaints.clock.queries.terms import Calendar, TermBook
from complaints.models import Complaint, Segment
from organizations.models import Organization


@transaction.atomic
def open_segment(
    *, case: Complaint, unit: Organization, now: datetime, reason: str = ""
) -> Segment:
    """The unit holds the report from now on; whoever held it before does no longer.

    No clock of the report moves. Part of the caller's move.
    """
    end_segment(case=case, now=now)
    return Segment.objects.create(
        complaint=case,
        unit=unit,
        began_at=now,
        hand_back_due_at=ends_at(Step.HAND_BACK, case, now),
        reason=reason,
    )


@transaction.atomic
def end_segment(*, case: Complaint, now: datetime, outcome: str = "") -> None:
    """Nobody holds the report from now on; with the outcome where that ended it. Part of the
    caller's move."""
    case.segments.filter(ended_at=None).update(ended_at=now, outcome=outcome)


@transaction.atomic
def note_answer(*, case: Complaint, now: datetime) -> None:
    """The unit that holds the report has answered: its first answer, and whether in time, stays
    whatever follows. Part of the caller's move."""
    case.segments.filter(ended_at=None, answered_at=None).update(
        answered_at=now, is_in_time=_is_in_time(case, now)
    )


def _is_in_time(case: Complaint, answered_at: datetime) -> bool | None:
    due = case.resolve_due_at
    return formulas.is_kept(answered_at, due) if due else None


def whole_segment(
    *,
    case: Complaint,
    unit: Organization,
    began_at: datetime,
    answered_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Segment:
    """What the three acts above leave of the only unit that held a report of before; not saved."""
    return Segment(
        complaint=case,
        unit=unit,
        began_at=began_at,
        hand_back_due_at=ends_at(Step.HAND_BACK, case, began_at),
        answered_at=answered_at,
        is_in_time=_is_in_time(case, answered_at) if answered_at else None,
        ended_at=ended_at,
        outcome=case.outcome if ended_at else "",
    )


def ends_at(step: Step, case: Complaint, start: datetime, *, must: bool = False) -> datetime | None:
    """When a step that begins at `start` ends; None where no term is set, or an error if it `must`."""
    on = timezone.localtime(case.received_at).date()
    book = TermBook.read()
    term = book.required(step, case.kind, on) if must else book.find(step, case.kind, on)
    if term is None:
        return None
    day = timezone.localtime(start).date()
    calendar = Calendar.around(day, day)
    asked = formulas.Term(term.amount, term.unit)
    return formulas.due_instant(start, asked, calendar.zone, calendar.holidays)

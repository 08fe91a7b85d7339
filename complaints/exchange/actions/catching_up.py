"""A report that comes with a past: brought to where it stands, each step at its own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from complaints import states
from complaints.choices import ComplaintState, Outcome, Step
from complaints.clock.actions.due import DERIVED, begin_pause, set_due
from complaints.clock.actions.segments import end_segment, ends_at, note_answer, open_segment
from complaints.models import Complaint
from organizations.access import ALLOWED, Decision
from organizations.models import Organization, User
from organizations.workflow import Transition, perform

FROM_FILE = "Dari berkas yang diimpor"
S = ComplaintState
REACHED = frozenset({S.ROUTED, S.IN_PROGRESS, S.ANSWERED, S.CLOSED})


@dataclass(frozen=True)
class Past:
    """Where a report stands and when it got there; a time that is missing is the one before."""

    state: str = S.RECEIVED
    outcome: str = ""
    unit: Organization | None = None
    routed_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None


@transaction.atomic
def bring_to(*, case: Complaint, past: Past, by: User | None) -> Complaint:
    """Walk a report that has just been filed along the transitions; nobody is told.

    Who may file from a file may do so: the rules of each step are not asked.
    """
    row, unit = case, past.unit
    routed = past.routed_at or case.received_at
    answered = past.answered_at or (past.closed_at or routed)
    closed = past.closed_at or answered
    if unit is not None and past.state in REACHED:
        row = _step(row, states.ROUTE, by, unit=unit, routed_at=routed)
        open_segment(case=row, unit=unit, now=routed)
    heard: dict[str, datetime | None] = {"first_answered_at": answered} if unit else {}
    if past.state == S.IN_PROGRESS:
        heard = {"first_answered_at": past.answered_at}
        return _step(row, states.START, by, **heard)
    if past.state == S.ANSWERED:
        until = ends_at(Step.REPLY, row, answered)
        row = _step(row, states.ANSWER, by, answered_at=answered, reply_until=until, **heard)
        note_answer(case=row, now=answered)
    if past.state == S.CLOSED:
        ended = {"outcome": past.outcome or Outcome.SOLVED, "closed_at": closed}
        until = ends_at(Step.REPLY, row, closed)
        row = _step(
            row, states.CLOSE, by, answered_at=answered, reply_until=until, **ended, **heard
        )
        note_answer(case=row, now=answered)
        end_segment(case=row, now=closed, outcome=row.outcome)
    if past.state == S.INCOMPLETE:
        row = _asked(row, by)
    if past.state == S.ARCHIVED:
        row = _step(row, states.ARCHIVE, by, closed_at=closed)
    return row


def _asked(row: Complaint, by: User | None) -> Complaint:
    """The time to complete it runs from today: nobody was asked by this portal before."""
    now = timezone.now()
    until = ends_at(Step.COMPLETE, row, now, must=True)
    row = _step(row, states.ASK, by, paused_at=now)
    if until is not None:
        begin_pause(case=row, now=now, answer_until=until, reason=FROM_FILE)
    return row


def _step(row: Complaint, transition: Transition, by: User | None, **updates: Any) -> Complaint:
    for name, value in updates.items():
        setattr(row, name, value)
    set_due(row)
    given = {**updates, **{name: getattr(row, name) for name in DERIVED}}
    return perform(
        row, transition, by=by, note=FROM_FILE, rule=_from_file, updates=given,
        organization=row.unit,
    )  # fmt: skip


def _from_file(_user: Any, _case: Complaint) -> Decision:
    return ALLOWED

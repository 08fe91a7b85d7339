"""Reports that come with a past: brought to where they stand, each step at its own time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from complaints import states
from complaints.choices import ComplaintState, Outcome, Step
from complaints.clock.actions.due import DERIVED, set_due
from complaints.clock.actions.segments import ends_at, whole_segment
from complaints.models import Complaint, Pause, Segment
from organizations.access import ALLOWED, Decision
from organizations.models import Organization, User
from organizations.workflow import Transition, perform_many

FROM_FILE = "Dari berkas yang diimpor"
HEARD = ("answered_at", "reply_until", "first_answered_at")
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

    def moments(self, case: Complaint) -> tuple[datetime, datetime, datetime]:
        """When it was passed on, answered and closed."""
        routed = self.routed_at or case.received_at
        answered = self.answered_at or (self.closed_at or routed)
        return routed, answered, self.closed_at or answered


Come = Sequence[tuple[Complaint, Past]]


@transaction.atomic
def bring_to(*, come: Come, by: User | None) -> None:
    """Walk reports that have just been filed along the transitions, all one step after the other in
    a few statements; nobody is told.

    Who may file from a file may do so: the rules of each step are not asked.
    """
    _pass_on([(case, past) for case, past in come if _is_passed_on(past)], by)
    of_state: dict[str, list[tuple[Complaint, Past]]] = defaultdict(list)
    for case, past in come:
        of_state[past.state].append((case, past))
    _start(of_state[S.IN_PROGRESS], by)
    _answer(of_state[S.ANSWERED], by)
    _close(of_state[S.CLOSED], by)
    _ask(of_state[S.INCOMPLETE], by)
    _archive(of_state[S.ARCHIVED], by)
    Segment.objects.bulk_create(_held(case, past) for case, past in come if _is_passed_on(past))


def _is_passed_on(past: Past) -> bool:
    return past.unit is not None and past.state in REACHED


def _pass_on(come: Come, by: User | None) -> None:
    for case, past in come:
        case.unit, (case.routed_at, *_) = past.unit, past.moments(case)
    _step(come, states.ROUTE, by, "unit", "routed_at")


def _start(come: Come, by: User | None) -> None:
    for case, past in come:
        case.first_answered_at = past.answered_at
    _step(come, states.START, by, "first_answered_at")


def _answer(come: Come, by: User | None) -> None:
    for case, past in come:
        _, answered, _ = past.moments(case)
        _hear(case, past, answered, until=ends_at(Step.REPLY, case, answered))
    _step(come, states.ANSWER, by, *HEARD)


def _close(come: Come, by: User | None) -> None:
    for case, past in come:
        _, answered, closed = past.moments(case)
        _hear(case, past, answered, until=ends_at(Step.REPLY, case, closed))
        case.outcome, case.closed_at = past.outcome or Outcome.SOLVED, closed
    _step(come, states.CLOSE, by, *HEARD, "outcome", "closed_at")


def _hear(case: Complaint, past: Past, answered: datetime, *, until: datetime | None) -> None:
    case.answered_at, case.reply_until = answered, until
    if past.unit is not None:
        case.first_answered_at = answered


def _ask(come: Come, by: User | None) -> None:
    """The time to complete it runs from today: nobody was asked by this portal before."""
    now = timezone.now()
    ends = [ends_at(Step.COMPLETE, case, now, must=True) for case, _ in come]
    for case, _ in come:
        case.paused_at = now
    _step(come, states.ASK, by, "paused_at")
    Pause.objects.bulk_create(
        Pause(complaint=case, began_at=now, answer_until=until, reason=FROM_FILE)
        for (case, _), until in zip(come, ends, strict=True)
        if until is not None
    )


def _archive(come: Come, by: User | None) -> None:
    for case, past in come:
        *_, case.closed_at = past.moments(case)
    _step(come, states.ARCHIVE, by, "closed_at")


def _held(case: Complaint, past: Past) -> Segment:
    routed, answered, closed = past.moments(case)
    assert past.unit is not None  # noqa: S101 - it was passed on
    return whole_segment(
        case=case,
        unit=past.unit,
        began_at=routed,
        answered_at=answered if past.state in (S.ANSWERED, S.CLOSED) else None,
        ended_at=closed if past.state == S.CLOSED else None,
    )


def _step(come: Come, transition: Transition, by: User | None, *fields: str) -> None:
    cases = [case for case, _ in come]
    for case in cases:
        set_due(case, ())  # the pause of one that is asked begins with the step itself
    perform_many(
        cases,
        transition,
        by=by,
        rule=_from_file,
        note=FROM_FILE,
        fields=(*fields, *DERIVED),
        unit="unit",
    )


def _from_file(_user: Any, _case: Complaint) -> Decision:
    return ALLOWED

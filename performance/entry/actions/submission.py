"""An entry on its way: submitted, withdrawn, verified, accepted, returned, reopened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import Organization, User
from organizations.workflow import Transition, perform
from performance.choices import SubmissionState
from performance.entry import notifications
from performance.entry.actions.lock import create_submission
from performance.entry.queries.guard import Guard
from performance.entry.queries.locks import database_now, judge
from performance.entry.queries.source import EntryKey
from performance.models import ReportingWindow, Submission
from performance.stamps import bump_stamp
from performance.states import ACCEPT, REOPEN, RETURN, SUBMIT, VERIFY, WITHDRAW

# A returned entry whose window has closed stays open for this long, and no longer.
REPAIR_DAYS = 7
NOTHING = "Belum ada satu angka pun yang diisi pada triwulan ini."


@transaction.atomic
def ensure_submission(*, key: EntryKey) -> Submission:
    """The entry of a unit's quarter; made as a draft when nobody has opened it yet."""
    create_submission(key)
    rows = Submission.objects.select_related("organization")
    return rows.get(organization_id=key.organization_id, year=key.year, quarter=key.quarter)


@transaction.atomic
def submit_entry(
    *, submission: Submission, by: User, guard: Guard, confirmed: bool = False
) -> Submission:
    """Hand the quarter to the head of the unit. Later than the window closes is noted as late.

    `guard` is the check the person has just read: something must be filled, and what it
    found must be confirmed. A quarter that has not been opened is refused.
    """
    if guard.is_empty:
        raise ValidationError(NOTHING)
    if guard.findings and not confirmed:
        raise ValidationError("Centang “Saya sudah memeriksa” lebih dulu.")
    now = database_now()
    lock = judge(submission.quarter, submission, _window_of(submission), now)
    if lock.is_ahead:
        raise ValidationError(f"{lock.reason}.")
    return _move(
        submission,
        SUBMIT,
        by,
        updates={
            "submitted_by": by,
            "submitted_at": now,
            "is_late": _is_late(submission, now),
            "verified_by": None,
            "verified_at": None,
            "accepted_by": None,
            "accepted_at": None,
            "open_until": None,
        },
    )


def withdraw_entry(*, submission: Submission, by: User, note: str = "") -> Submission:
    """Take it back before the head has looked at it."""
    return _move(
        submission, WITHDRAW, by, note=note, updates={"submitted_by": None, "submitted_at": None}
    )


def verify_entry(*, submission: Submission, by: User, note: str = "") -> Submission:
    return _move(
        submission,
        VERIFY,
        by,
        note=note,
        updates={"verified_by": by, "verified_at": database_now()},
    )


def accept_entry(*, submission: Submission, by: User, note: str = "") -> Submission:
    """Accepted figures are public from now on."""
    return _move(
        submission,
        ACCEPT,
        by,
        note=note,
        updates={"accepted_by": by, "accepted_at": database_now(), "return_note": ""},
    )


def return_entry(*, submission: Submission, by: User, note: str) -> Submission:
    """Back to the unit with the reason. A window already closed opens for it for seven days."""
    now = database_now()
    window = _window_of(submission)
    closed = window is None or not window.is_open(now)
    updates: dict[str, Any] = {"return_note": note.strip()}
    if closed:
        updates["open_until"] = now + timedelta(days=REPAIR_DAYS)
    return _move(submission, RETURN, by, note=note, updates=updates)


def reopen_entry(
    *, submission: Submission, by: User, note: str, until: datetime, rule: Any
) -> Submission:
    """Open a locked quarter again by an approved request, until the given moment."""
    return _move(
        submission,
        REOPEN,
        by,
        note=note,
        updates={"open_until": until, "return_note": note.strip()},
        rule=rule,
    )


def _move(
    submission: Submission,
    transition: Transition,
    by: User,
    *,
    note: str = "",
    updates: dict[str, Any] | None = None,
    rule: Any = None,
) -> Submission:
    """Every move: history by the workflow, data stamp when the public figures change, mail."""
    with transaction.atomic():
        was = submission.state
        moved = perform(
            submission,
            transition,
            by=by,
            rule=rule,
            note=note,
            updates=updates,
            organization=_unit(submission),
        )
        if SubmissionState.ACCEPTED in (was, moved.state):
            bump_stamp(moved.organization_id, moved.year)
        notifications.tell_next(moved, transition.name, note=note.strip(), by=by)
    return moved


def _unit(submission: Submission) -> Organization:
    return submission.organization


def _window_of(submission: Submission) -> ReportingWindow | None:
    return ReportingWindow.objects.filter(year=submission.year, quarter=submission.quarter).first()


def _is_late(submission: Submission, now: datetime) -> bool:
    window = _window_of(submission)
    return window is not None and now >= window.closes_at


# What the buttons do, all alike (object, person, note); handing in has a page of its own.
MOVES = {WITHDRAW: withdraw_entry, VERIFY: verify_entry, ACCEPT: accept_entry, RETURN: return_entry}

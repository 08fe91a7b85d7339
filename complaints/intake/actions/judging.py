"""The reporter's word on what the city did: solved, not solved, open it again, how good it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import states
from complaints.choices import ComplaintState, MessageKind, Outcome
from complaints.clock.actions.heard import reporter_wrote
from complaints.clock.actions.moving import locked, move
from complaints.clock.actions.segments import end_segment, open_segment
from complaints.intake.actions.basics import said, say, shown_words
from complaints.intake.queries.windows import is_inside
from complaints.models import Complaint, Rating
from organizations import activity

OVER = "Waktu untuk menanggapi sudah lewat. Buat laporan baru bila masalahnya masih ada."
STARS = range(1, 5)
UNHAPPY = 2
UNANSWERED = {"answered_at": None, "reply_until": None}


@transaction.atomic
def accept_answer(*, case: Complaint, now: datetime) -> Complaint:
    """The reporter says that it is solved: the report is closed."""
    row = locked(case)
    updates = {"outcome": Outcome.SOLVED, "closed_at": now}
    moved = move(row, states.ACCEPT, by=None, updates=updates)
    end_segment(case=moved, now=now, outcome=moved.outcome)
    return moved


@transaction.atomic
def object_to_answer(*, case: Complaint, text: str, now: datetime) -> Complaint:
    """Not solved: the unit works on it again; the due date stays where it was."""
    row = locked(case)
    words = said(text)
    if row.state == ComplaintState.ANSWERED and not is_inside(row, now):
        raise ValidationError(OVER)
    updates = {**UNANSWERED, **_again(row, now)}
    moved = move(row, states.OBJECT, by=None, updates=updates)
    say(moved, words, now=now)
    reporter_wrote(case=moved)
    return moved


@transaction.atomic
def reopen_case(*, case: Complaint, text: str, now: datetime) -> Complaint:
    """Open a closed report again, at the unit that had it, else at the desk."""
    row = locked(case)
    words = said(text)
    if row.state == ComplaintState.CLOSED and not is_inside(row, now):
        raise ValidationError(OVER)
    transition = states.REOPEN if row.unit else states.REOPEN_DESK
    updates = {"outcome": "", "closed_at": None, **UNANSWERED, **_again(row, now)}
    moved = move(row, transition, by=None, updates=updates)
    if moved.unit is not None:
        open_segment(case=moved, unit=moved.unit, now=now, reason=states.REOPEN.done)
    say(moved, words, now=now, kind=MessageKind.REOPENING)
    reporter_wrote(case=moved)
    return moved


def _again(row: Complaint, now: datetime) -> dict[str, Any]:
    """The next run begins: whoever was told before is told again when it is late."""
    return {"run": row.run + 1, "run_began_at": now}


@transaction.atomic
def rate_answer(*, case: Complaint, stars: int, text: str, now: datetime) -> Rating:
    """What the reporter thinks of the answer; given again, the last one counts."""
    row = locked(case)
    if row.state not in (ComplaintState.ANSWERED, ComplaintState.CLOSED):
        raise ValidationError("Penilaian diberikan sesudah laporan dijawab atau ditutup.")
    if stars not in STARS:
        raise ValidationError({"stars": "Pilih nilai 1 sampai 4."})
    words = shown_words(row, said(text)) if text.strip() else ""
    values = {"stars": stars, "text": words, "given_at": now}
    rating, _ = Rating.objects.update_or_create(complaint=row, defaults=values)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "rate"),
        summary=f"Dinilai pelapor: {row}",
        by=None,
        organization=row.unit,
        changes={"stars": activity.changed("Nilai", None, stars)},
    )
    return rating

"""What ends by itself when a term of the reporter has run out."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import states
from complaints.choices import ComplaintClass, ComplaintState, MessageKind, MessageState, Outcome
from complaints.clock.actions.moving import move
from complaints.clock.actions.segments import end_segment
from complaints.formulas import only_forwards
from complaints.models import Complaint
from complaints.staff.actions.basics import locked, say, tell_citizens
from complaints.staff.actions.routing import archive_case
from organizations import moment

NOT_COMPLETED = (
    "Laporan diarsipkan karena belum dilengkapi sampai batas waktunya. Anda dapat mengirim laporan "
    "baru kapan saja."
)
LAPSED = "Laporan ditutup karena tidak ada tanggapan sampai batas waktunya."


def lapse_answered(*, now: datetime | None = None) -> int:
    """Close what was answered and not objected to in time; never a report of supervision, nor one
    whose answer only says that it was passed on: those hang in the daily summary."""
    now = now or moment.now()
    rows = Complaint.objects.filter(state=ComplaintState.ANSWERED, reply_until__lte=now)
    keys = list(rows.exclude(kind=ComplaintClass.SUPERVISORY).values_list("pk", flat=True))
    return sum(_lapse(pk, now) for pk in keys)


@transaction.atomic
def _lapse(pk: int, now: datetime) -> bool:
    row = locked(Complaint(pk=pk))
    if row.state != ComplaintState.ANSWERED or row.reply_until is None or row.reply_until > now:
        return False
    answers = row.messages.filter(kind=MessageKind.ANSWER, state=MessageState.SENT)
    last = answers.order_by("-pk").first()
    if last is not None and only_forwards(last.text):
        return False
    moved = move(row, states.LAPSE, by=None, updates={"outcome": Outcome.SOLVED, "closed_at": now})
    end_segment(case=moved, now=now)
    message = say(moved, MessageKind.CLOSING, LAPSED, by=None)
    tell_citizens(moved, "ditutup", LAPSED, f"pesan:{message.pk}")
    return True


def archive_incomplete(*, now: datetime | None = None) -> int:
    """Archive what the reporter was asked to complete and did not, when that time is over."""
    now = now or moment.now()
    rows = Complaint.objects.filter(
        state=ComplaintState.INCOMPLETE, pauses__ended_at=None, pauses__answer_until__lte=now
    )
    ended = 0
    for case in rows:
        try:
            archive_case(case=case, by=None, reason=NOT_COMPLETED)
        except ValidationError:  # completed in this very moment
            continue
        ended += 1
    return ended

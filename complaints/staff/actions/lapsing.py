"""What ends by itself when a term of the reporter has run out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError

from complaints import states
from complaints.choices import ComplaintClass, ComplaintState, MessageKind, MessageState, Outcome
from complaints.clock.actions.moving import move
from complaints.clock.actions.segments import end_segment
from complaints.formulas import only_forwards
from complaints.models import Complaint, Message
from complaints.staff.actions.basics import locked, say, tell_citizens
from complaints.staff.actions.routing import archive_case
from complaints.staff.queries.results import lacks_result, without_result
from organizations import moment
from organizations.each import each, in_batches

NOT_COMPLETED = (
    "Laporan diarsipkan karena belum dilengkapi sampai batas waktunya. Anda dapat mengirim laporan "
    "baru kapan saja."
)
LAPSED = "Laporan ditutup karena tidak ada tanggapan sampai batas waktunya."


def lapse_answered(*, now: datetime | None = None) -> int:
    """Close what was answered and not objected to in time; never a report of supervision, one whose
    answer only says that it was passed on, or one whose category wants a photo of the result that
    nobody has sent: those hang in the daily summary."""
    now = now or moment.now()
    rows = Complaint.objects.filter(state=ComplaintState.ANSWERED, reply_until__lte=now)
    rows = rows.exclude(kind=ComplaintClass.SUPERVISORY).exclude(without_result())
    keys = list(rows.values_list("pk", flat=True))
    ripe = (pk for batch in in_batches(keys) for pk in _ripe(batch))
    return each(ripe, lambda pk: _lapse(pk, now), work="lapse")


def _ripe(keys: Sequence[int]) -> Iterator[int]:
    """Those of a batch that were really answered: the others hang for long and are not opened anew
    at each run."""
    sent = Message.objects.filter(
        complaint__in=keys, kind=MessageKind.ANSWER, state=MessageState.SENT
    )
    last = sent.order_by("complaint_id", "-pk").distinct("complaint_id")
    hanging = {pk for pk, text in last.values_list("complaint_id", "text") if only_forwards(text)}
    return (pk for pk in keys if pk not in hanging)


def _lapse(pk: int, now: datetime) -> bool:
    row = locked(Complaint(pk=pk))
    if row.state != ComplaintState.ANSWERED or row.kind == ComplaintClass.SUPERVISORY:
        return False
    if row.reply_until is None or row.reply_until > now or lacks_result(row):
        return False
    answers = row.messages.filter(kind=MessageKind.ANSWER, state=MessageState.SENT)
    last = answers.order_by("-pk").first()
    if last is not None and only_forwards(last.text):
        return False
    moved = move(row, states.LAPSE, by=None, updates={"outcome": Outcome.SOLVED, "closed_at": now})
    end_segment(case=moved, now=now, outcome=moved.outcome)
    message = say(moved, MessageKind.CLOSING, LAPSED, by=None)
    tell_citizens(moved, "ditutup", LAPSED, f"pesan:{message.pk}")
    return True


def archive_incomplete(*, now: datetime | None = None) -> int:
    """Archive what the reporter was asked to complete and did not, when that time is over."""
    now = now or moment.now()
    rows = Complaint.objects.filter(
        state=ComplaintState.INCOMPLETE, pauses__ended_at=None, pauses__answer_until__lte=now
    )
    keys = list(rows.order_by("pk").values_list("pk", flat=True).distinct())
    return each(keys, _archive, work="archive")


def _archive(pk: int) -> bool:
    try:
        archive_case(case=Complaint(pk=pk), by=None, reason=NOT_COMPLETED)
    except ValidationError:  # completed in this very moment
        return False
    return True

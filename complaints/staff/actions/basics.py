"""What every act of an officer shares: a mark against acting twice, messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from complaints.choices import Author, MessageKind, MessageState
from complaints.clock.actions import moving
from complaints.clock.actions.heard import officer_read
from complaints.intake.actions.notices import tell_followers, tell_reporter
from complaints.models import Complaint, Message
from complaints.staff.queries.case import mark_of
from organizations import moment
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from organizations.texts import clean_lines

MEANWHILE = (
    "Laporan ini berubah sementara Anda menulis: petugas lain sudah bertindak atau pelapor menulis "
    "pesan baru. Tulisan Anda masih ada di bawah. Baca keadaan terbarunya, lalu kirim lagi bila "
    "masih perlu."
)


def locked(case: Complaint, mark: str = "") -> Complaint:
    """The row, locked until the transaction ends.

    Raises ChangedMeanwhile (409) when the case is no longer what the form was opened on.
    """
    row = moving.locked(case)
    unchanged(row, mark)
    return row


def unchanged(row: Complaint, mark: str) -> None:
    """The same for a row that is locked already, where an act that came before is looked for first."""
    if mark and mark != mark_of(row):
        raise ChangedMeanwhile(MEANWHILE, mark=mark_of(row))


def say(
    row: Complaint, kind: MessageKind, text: str, *, by: User | None, key: Any = None, **more: Any
) -> Message:
    """A line of the dialogue that is sent at once. What the reporter wrote counts as read."""
    now = moment.now()
    message = Message.objects.create(
        complaint=row,
        kind=kind,
        author=Author.OFFICER if by else Author.SYSTEM,
        officer=by,
        unit=row.unit,
        state=MessageState.SENT,
        text=clean_lines(text),
        client_key=key,
        written_at=now,
        sent_at=now,
        **more,
    )
    officer_read(case=row)
    return message


def tell_citizens(row: Complaint, subject: str, body: str, key: str) -> None:
    """The reporter and everybody who follows; nothing of the report is in it."""
    tell_reporter(case=row, subject=subject, body=body, key=key)
    tell_followers(case=row, subject=subject, body=body, key=key)


def first_answer(row: Complaint, now: datetime) -> dict[str, datetime]:
    """The unit has been heard for the first time, or has been before."""
    if row.unit_id and row.first_answered_at is None:
        return {"first_answered_at": now}
    return {}


def save(row: Complaint, fields: Iterable[str]) -> None:
    row.save(update_fields=list(fields))

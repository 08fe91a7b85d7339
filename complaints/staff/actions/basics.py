"""What every act on a case shares: the locked row, a mark against acting twice, due dates, messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from complaints.choices import Author, MessageKind, MessageState
from complaints.clock.actions.due import DERIVED, set_due
from complaints.clock.actions.heard import officer_read
from complaints.intake.actions.notices import tell_followers, tell_reporter
from complaints.models import Complaint, Message
from complaints.staff.queries.case import mark_of
from organizations import moment
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_number
from organizations.models import Organization, User
from organizations.workflow import Transition, perform

# The history of the portal is read by more people than the case: what officers write to each other
# or to the reporter stands in the case only.
KEPT = "Tertulis di halaman laporan."
MEANWHILE = (
    "Laporan ini berubah sementara Anda menulis: petugas lain sudah bertindak atau pelapor menulis "
    "pesan baru. Tulisan Anda masih ada di bawah. Baca keadaan terbarunya, lalu kirim lagi bila "
    "masih perlu."
)


def locked(case: Complaint, mark: str = "") -> Complaint:
    """The row, locked until the transaction ends.

    Raises ChangedMeanwhile (409) when the case is no longer what the form was opened on.
    """
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("unit", "category")
    row = rows.get(pk=case.pk)
    if mark and mark != mark_of(row):
        raise ChangedMeanwhile(MEANWHILE, mark=mark_of(row))
    return row


def move(
    row: Complaint,
    transition: Transition,
    *,
    by: User | None,
    updates: Mapping[str, Any] | None = None,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    organization: Organization | None = None,
) -> Complaint:
    """`perform` on a locked row, with its due dates computed anew and told in the same line.

    Words that a move needs are asked for by its action and kept where only the case shows them.
    """
    given = dict(updates or {})
    for name, value in given.items():
        setattr(row, name, value)
    due = set_due(row)
    given |= {name: getattr(row, name) for name in DERIVED}
    return perform(
        row,
        transition,
        by=by,
        note=KEPT if transition.needs_note else "",
        updates=given,
        changes={**(changes or {}), **due},
        organization=organization or row.unit,
    )


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
        text=text.strip(),
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


def wanted(text: str, field: str, sentence: str, longest: int = 10_000) -> str:
    """Words a move cannot do without. Raises ValidationError keyed by the field."""
    if not text.strip():
        raise ValidationError({field: sentence})
    if len(text.strip()) > longest:
        raise ValidationError({field: f"Paling panjang {format_number(longest)} huruf."})
    return text.strip()


def save(row: Complaint, fields: Iterable[str]) -> None:
    row.save(update_fields=list(fields))

"""Consultations: asked for by citizens, answered by the unit, and forgotten in time.

What a citizen wrote and what was answered stand encrypted in their row and in the mail to them alone,
never in the history, which is kept for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from innovations.choices import Ending
from innovations.models import Consultation, ConsultationDesk, Innovation
from innovations.permissions import can_edit
from innovations.states import journal as states
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import queue_mail
from organizations.actions.saving import save_row
from organizations.each import BATCH, each
from organizations.formatting import format_datetime
from organizations.models import OutgoingMail, User
from organizations.workflow import Transition, perform

KEPT = timedelta(days=365)  # after what last happened to it
BLANK: dict[str, Any] = {
    "name": "", "email": "", "phone": "", "topic": "", "question": "", "answer": "",
    "wished_on": None, "meets_at": None,
}  # fmt: skip
CLOSED = "Layanan konsultasi ini sedang tidak menerima permintaan."
NO_DESK = "Rujukan dari daerah lain tidak melayani konsultasi di sini."
PAST = "Jadwal harus sesudah sekarang"


@transaction.atomic
def save_desk(
    *, desk: ConsultationDesk, values: Mapping[str, Any], by: User, mark: str = ""
) -> ConsultationDesk:
    innovation = desk.innovation
    allow(can_edit(by, innovation))
    if innovation.organization_id is None:
        raise ValidationError(NO_DESK)
    return save_row(row=desk, values=values, by=by, organization=innovation.organization, mark=mark)


@transaction.atomic
def receive_consultation(*, innovation: Innovation, key: UUID, **values: Any) -> Consultation:
    """Keep it and write to the unit, without what the citizen wrote. The same form twice is one."""
    desk = ConsultationDesk.objects.filter(innovation=innovation, is_open=True).first()
    if desk is None or innovation.ending != Ending.NONE:
        raise ValidationError(CLOSED)
    now = moment.now()
    given = {"innovation": innovation, "received_at": now, "moved_at": now, **values}
    row, is_new = Consultation.objects.get_or_create(key=key, defaults=given)
    if not is_new:
        return row
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "receive"),
        summary=f"Permintaan konsultasi diterima: {innovation}",
        by=None,
        organization=innovation.organization,
    )
    if not moment.is_past():
        _tell_unit(row, desk)
    return row


def _tell_unit(row: Consultation, desk: ConsultationDesk) -> None:
    path = reverse("innovations:consultation-detail", args=[row.pk])
    text = (
        f"Ada permintaan konsultasi baru untuk {row.innovation}. Isinya dan cara menghubungi "
        f"pemohon hanya dapat dibaca di portal:\n\n{settings.SITE_URL}{path}"
    )
    queue_mail(to=desk.email, subject=f"Permintaan konsultasi {row.innovation}", body=text)


def schedule(*, consultation: Consultation, at: datetime, answer: str, by: User) -> Consultation:
    """An appointment, or a new time for it."""
    if at <= moment.now():
        raise ValidationError({"day": PAST})
    text = f"Jadwal konsultasi Anda: {format_datetime(at)}.\n\n{answer}"
    return _move(consultation, states.SCHEDULE, by, text, answer=answer, meets_at=at)


def answer_consultation(*, consultation: Consultation, answer: str, by: User) -> Consultation:
    return _move(consultation, states.ANSWER_CONSULTATION, by, answer, answer=answer)


def decline(*, consultation: Consultation, answer: str, by: User) -> Consultation:
    """It cannot be dealt with here; the text says why, and who can."""
    return _move(consultation, states.DECLINE_CONSULTATION, by, answer, answer=answer)


@transaction.atomic
def _move(
    consultation: Consultation, transition: Transition, by: User, text: str, **values: Any
) -> Consultation:
    """Move it, and write to the citizen where there is an address."""
    moved = perform(
        consultation, transition, by=by,
        updates={**values, "moved_at": moment.now(), "moved_by": by, "erased_at": None},
        organization=consultation.innovation.organization,
    )  # fmt: skip
    if moved.email and not moment.is_past():
        _tell_citizen(moved, text)
    return moved


def _tell_citizen(row: Consultation, text: str) -> None:
    innovation = row.innovation
    unit = innovation.organization
    desk = ConsultationDesk.objects.filter(innovation=innovation).first()
    contact = f"\nBila ada yang ingin ditanyakan, tulis kepada {desk.email}." if desk else ""
    body = f"{text}\n\n{unit.name if unit else innovation.name}{contact}"
    key = f"{_mails(row)}{row.moved_at.isoformat()}"
    queue_mail(to=row.email, subject=f"Konsultasi {innovation}", body=body, key=key)


def _mails(row: Consultation) -> str:
    """How the keys of mails to the citizen begin."""
    return f"konsultasi:{row.pk}:"


def forget_consultations(*, now: datetime) -> int:
    """Take away what a citizen wrote and was written a year after it last moved; how many."""
    due = Consultation.objects.filter(moved_at__lt=now - KEPT, erased_at=None)
    rows = list(due.order_by("moved_at")[:BATCH])
    return each(rows, partial(_erase, now=now), work="konsultasi")


def _erase(due: Consultation, now: datetime) -> int:
    still = Consultation.objects.filter(pk=due.pk, moved_at__lt=now - KEPT, erased_at=None)
    row = still.select_for_update().first()
    if row is None:  # answered meanwhile
        return 0
    for name, value in BLANK.items():
        setattr(row, name, value)
    row.erased_at = now
    row.save(update_fields=[*BLANK, "erased_at"])
    OutgoingMail.objects.filter(key__startswith=_mails(row)).delete()
    return 1

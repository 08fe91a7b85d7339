"""A report comes in: from the web, the counter, another application or a file, always through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from complaints import permissions, secrecy
from complaints.choices import Author, Channel
from complaints.clock.queries.terms import last_day_of
from complaints.intake.actions.coming import Columns, ContactGiven, Place, complete, prepare
from complaints.intake.actions.notices import tell_reporter
from complaints.models import Attachment, Complaint
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.uploads import Taken
from organizations.formatting import format_date
from organizations.models import User


@dataclass(frozen=True)
class Filed:
    """A report and its secret. The secret is empty when the same form had come before."""

    case: Complaint
    secret: str = field(repr=False)
    is_new: bool = True


@transaction.atomic
def file_complaint(
    *,
    text: str,
    subject: str = "",
    place: Place | None = None,
    received_at: datetime | None = None,
    now: datetime | None = None,
    contact: ContactGiven | None = None,
    files: Iterable[Taken] = (),
    look_first: str = "",
    by: User | None = None,
    **columns: Unpack[Columns],
) -> Filed:
    """Take a report in, whatever way it came, and give it a number and a secret.

    `received_at` is when it reached the city (before or at `now`, when it is entered; both default
    to this moment); the clock counts from it. `files` are clean already (`intake.actions.files`).
    No unit has it yet: the desk routes it. Writes one line of history and, where the reporter
    wanted news, a notice. The same `client_key` gives the report it made before.
    Raises ValidationError keyed by argument, PermissionDenied when `by` may not enter reports.
    """
    may_file(by, columns.get("channel", Channel.WEB))
    if known := _before(columns.get("client_key")):
        return Filed(known, "", is_new=False)
    coming = prepare(
        text=text,
        subject=subject,
        place=place,
        received_at=received_at,
        now=now,
        contact=contact,
        look_first=look_first,
        by=by,
        **columns,
    )
    complete([coming])
    case = coming.case
    if known := _saved_meanwhile(case):
        return Filed(known, "", is_new=False)
    if reporter := coming.reporter():
        reporter.save()
    keep_files(case, files, author=Author.REPORTER, by=by, at=case.entered_at)
    activity.record_many([coming.line()], by=by)
    tell_reporter(case=case, subject="diterima", body=_received(case), key="received")
    return Filed(case, coming.secret)


def may_file(by: User | None, channel: str) -> None:
    if by is not None:
        allow((permissions.can_exchange if channel == Channel.SP4N else permissions.can_enter)(by))


def keep_files(
    case: Complaint,
    files: Iterable[Taken],
    *,
    author: str,
    by: User | None = None,
    at: datetime | None = None,
    **more: Any,
) -> list[Attachment]:
    """Clean files become attachments of the case; part of the caller's transaction.

    Of an anonymous report they lose the names they came with.
    """
    return [
        Attachment.objects.create(
            complaint=case,
            file=file.use(),
            shown_name=_named(case, file, place),
            mime=file.mime,
            size=file.size,
            sha256=file.sha256,
            author=author,
            added_by=by,
            added_at=at or moment.now(),
            **more,
        )
        for place, file in enumerate(files, start=1)
    ]


def _named(case: Complaint, file: Taken, place: int) -> str:
    return secrecy.nameless(file.shown_name, place) if case.is_anonymous else file.shown_name


def _before(client_key: UUID | None) -> Complaint | None:
    return Complaint.objects.filter(client_key=client_key).first() if client_key else None


def _saved_meanwhile(case: Complaint) -> Complaint | None:
    """Save; where the same form was saved in this very moment, give back that report instead."""
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        if known := _before(case.client_key):
            return known
        raise
    return None


def _received(case: Complaint) -> str:
    """What the notice says of it: nothing of the report but its number and dates."""
    due = last_day_of(case.resolve_due_at)
    until = f" Paling lambat selesai {format_date(due)}." if due else ""
    return f"Laporan Anda sudah kami terima dengan nomor {case.number}.{until}"

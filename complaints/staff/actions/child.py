"""What the team does with a report about a child. Reasons and notes are kept encrypted beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import secrecy
from complaints.choices import Author, ChildState
from complaints.clock.actions.moving import wanted
from complaints.models import ChildFile, ChildMessage, ChildOfficer, ChildReport, SecretRead
from complaints.models.child import RING
from complaints.permissions import identity
from complaints.staff.actions.watching import keep_read
from organizations import activity
from organizations.access import allow
from organizations.models import User
from organizations.storage import FileLost, checked, protected
from organizations.workflow import Transition, perform

EMPTY = "Tulis pesan lebih dulu."
NOT_TEAM = "Petugas ini bukan anggota tim perlindungan anak, atau sudah ditunjuk."


def note_child_read(*, report: ChildReport, by: User, where: str) -> None:
    """Every look is a row, also the second of the same minute."""
    keep_read(
        what=SecretRead.What.CHILD,
        object_id=report.pk,
        number=report.number,
        by=by,
        reason=where,
    )


@transaction.atomic
def move_child(
    *, report: ChildReport, by: User, transition: Transition, note: str, now: datetime
) -> ChildReport:
    """Take, refer or close. Whoever moves it is named in it; the note is one of the team's."""
    words = note.strip()
    if transition.needs_note:
        sentence = f"Isi {transition.note_label.lower()} lebih dulu."
        words = wanted(note, "note", sentence, transition.longest_note)
    closed_at = now if transition.target == ChildState.CLOSED else None
    plain = replace(transition, needs_note=False)
    moved = perform(report, plain, by=by, updates={"closed_at": closed_at})
    ChildOfficer.objects.get_or_create(report=moved, user=by, defaults={"added_by": by})
    if words:
        _say(moved, f"{transition.done}: {words}", by=by, now=now, is_internal=True)
    return moved


@transaction.atomic
def write_child(
    *,
    report: ChildReport,
    by: User,
    text: str,
    now: datetime,
    is_internal: bool,
    key: UUID | None = None,
) -> ChildMessage:
    """A message to the reporter, or a note of the team. The same `key` is the same message."""
    row = _locked(report, by)
    if key and (known := ChildMessage.objects.filter(client_key=key).first()):
        return known
    words = wanted(text, "text", EMPTY)
    message = _say(row, words, by=by, now=now, is_internal=is_internal, client_key=key)
    name, told = ("note", "Catatan tim") if is_internal else ("answer", "Pesan kepada pelapor")
    _record(row, name, told, by)
    return message


@transaction.atomic
def name_officer(*, report: ChildReport, by: User, officer: User) -> ChildOfficer:
    """Let one more member of the team read this report. Raises ValidationError keyed "officer"."""
    row = _locked(report, by)
    if not identity.is_protector(officer):
        raise ValidationError({"officer": NOT_TEAM})
    ChildOfficer.objects.get_or_create(report=row, user=by, defaults={"added_by": by})
    named, _ = ChildOfficer.objects.get_or_create(
        report=row, user=officer, defaults={"added_by": by}
    )
    _record(row, "name", f"Petugas ditunjuk: {officer.full_name}", by)
    return named


def open_child_file(*, file: ChildFile, by: User) -> bytes:
    """The content, decrypted in memory only; the look is kept. Raises FileTrouble."""
    allow(identity.can_read_child(by, file.report))
    note_child_read(report=file.report, by=by, where=f"Berkas {file.pk}")
    with checked(protected(), file.file.name, file.sha256) as stored:
        content = secrecy.opened_bytes(stored.read(), RING)
    if content is None:
        raise FileLost(f"file {file.pk} opens with no key")
    return content


def _locked(report: ChildReport, by: User) -> ChildReport:
    row = ChildReport.objects.select_for_update().get(pk=report.pk)
    allow(identity.can_read_child(by, row))
    return row


def _say(row: ChildReport, text: str, *, by: User, now: datetime, **more: object) -> ChildMessage:
    return ChildMessage.objects.create(
        report=row, author=Author.OFFICER, officer=by, text=text, written_at=now, **more
    )


def _record(row: ChildReport, name: str, words: str, by: User) -> None:
    verb = activity.verb_of(row, name)
    activity.record(obj=row, verb=verb, summary=f"{words}: {row}", by=by)

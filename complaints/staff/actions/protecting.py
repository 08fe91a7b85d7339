"""A report that turns out to be about a child goes over to those who protect children, whole.

Number and secret stay, so that the receipt opens it there. Among the ordinary reports stays a frame
without words, unit, category or place: in no list of the public, figure or file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from complaints import permissions, states
from complaints.choices import Author, MessageState, Publicity
from complaints.clock.actions.moving import wanted
from complaints.clock.queries.officers import responsible
from complaints.intake.actions.child import LIST, MAIL, NEW, SEALED, URGENT
from complaints.intake.queries.child import team_of
from complaints.intake.queries.joined import root_of
from complaints.intake.queries.originals import original_of
from complaints.models import (
    Attachment,
    ChildFile,
    ChildMessage,
    ChildReport,
    Complaint,
    Rating,
    Reporter,
)
from complaints.staff.actions.basics import locked
from complaints.staff.actions.retention import empty_case
from organizations import activity, moment, storage
from organizations.access import ALLOWED, allow
from organizations.actions.mail import tell
from organizations.actions.uploads import random_place
from organizations.models import User
from organizations.workflow import perform

MOVED = "Dipindahkan ke penanganan terbatas"
GOES_ON = (
    "Laporan ini sekarang ditangani tim perlindungan anak. Hanya petugas yang ditunjuk yang dapat "
    "membacanya. Nomor dan kode rahasia Anda tetap berlaku."
)
LOST = "Berkas “{name}” tidak ikut: isinya sudah tidak ada."
FRAME: dict[str, Any] = {
    "subject": MOVED, "category": None, "area": None, "accused": None, "merged_into": None,
    "supporters": 0, "hold_reason": "",
}  # fmt: skip
CLOSED: dict[str, Any] = {
    "outcome": "", "paused_at": None, "unit": None, "officer": None, "is_secret": True,
    "publicity": Publicity.HIDDEN,
}  # fmt: skip


def protect_case(
    *, case: Complaint, reason: str, in_danger: bool, by: User, mark: str = ""
) -> list[ChildReport]:
    """Hand over the report, its parts, and what was merged into it.

    The team is told that there is something to read, the unit that the number is no longer its
    own; the reporter reads it on the page of the ticket, by no mail. Raises PermissionDenied,
    ValidationError keyed "reason", StorageAway when a storage does not answer.
    """
    with ExitStack() as written, transaction.atomic():
        row = locked(case, mark)
        allow(permissions.can_protect(by, row))
        said = wanted(reason, "reason", "Tulis mengapa laporan ini dipindahkan.", 2_000)
        now = moment.now()
        family = list(_family(row))
        reports = [_taken_over(one, in_danger=in_danger) for one in family]
        for one, report in zip(family, reports, strict=True):
            _bring(one, report, said, by, written)
        for one in reversed(family):
            _leave_frame(one, by, now)
        for report in reports:
            tell(team_of(report), URGENT if in_danger else NEW, MAIL, LIST)
    return reports


def _family(row: Complaint) -> Iterator[Complaint]:
    """The report, and whatever tells of the same: locked, each once."""
    yield row
    others = Complaint.objects.filter(Q(merged_into=row) | Q(split_from=row), erased_at=None)
    for key in others.order_by("pk").values_list("pk", flat=True):
        yield from _family(locked(Complaint(pk=key)))


def _taken_over(case: Complaint, *, in_danger: bool) -> ChildReport:
    """What was reported, as the team reads it; opened with the number and secret of before."""
    if ChildReport.objects.filter(number=case.number).exists():
        raise ValidationError("Laporan ini sudah dipindahkan.")
    original = original_of(case)
    subject = (original.subject if original else "") or case.subject
    text = (original.text if original else "") or case.text
    place = [case.address, str(case.area or ""), _pin(case)]
    return ChildReport.objects.create(
        number=case.number,
        secret_digest=case.secret_digest,
        text=text if text.startswith(subject.rstrip("…")) else f"{subject}\n\n{text}",
        place="\n".join(filter(None, place)),
        contact=_contact(case),
        in_danger=in_danger,
        channel=case.channel,
        received_at=case.received_at,
        entered_at=case.entered_at,
        entered_by=case.entered_by,
    )


def _pin(case: Complaint) -> str:
    return "" if case.latitude is None else f"{case.latitude}, {case.longitude}"


def _contact(case: Complaint) -> str:
    """Of a part it stands with the whole."""
    reporter = Reporter.objects.filter(complaint=root_of(case)).first()
    if reporter is None:
        return ""
    told = (reporter.name, reporter.phone, reporter.email, reporter.address)
    return "\n".join(part for part in told if part)


def _bring(case: Complaint, report: ChildReport, reason: str, by: User, written: ExitStack) -> None:
    """Dialogue, notes and files, in their order; then why it was moved, and a word to the reporter."""
    for line in sorted(_said(case, report), key=lambda line: line.written_at):
        line.save()
    for file in case.attachments.order_by("pk"):
        _bring_file(file, report, written)
    now = moment.now()
    moved = {"report": report, "written_at": now}
    told = f"Dipindahkan dari pengaduan: {reason}"
    ChildMessage.objects.create(
        **moved, author=Author.OFFICER, officer=by, text=told, is_internal=True
    )
    ChildMessage.objects.create(**moved, author=Author.SYSTEM, text=GOES_ON)
    verb = activity.verb_of(report, "moved")
    activity.record(obj=report, verb=verb, summary=f"Dipindahkan dari pengaduan: {report}", by=by)


def _said(case: Complaint, report: ChildReport) -> Iterator[ChildMessage]:
    """What others than reporter and officers said is for the team alone, as notes are."""
    for row in case.messages.filter(state=MessageState.SENT):
        yield ChildMessage(
            report=report,
            author=row.author,
            officer=row.officer,
            text=row.own_text or row.text,
            is_internal=row.author == Author.SUPPORTER,
            written_at=row.sent_at or row.written_at,
        )
    for note in case.notes.all():
        yield ChildMessage(
            report=report, author=Author.OFFICER, officer=note.author, text=note.text,
            is_internal=True, written_at=note.written_at,
        )  # fmt: skip


def _bring_file(file: Attachment, report: ChildReport, written: ExitStack) -> None:
    """The file as it was sent, encrypted; one that is lost is told of."""
    try:
        with storage.checked(storage.evidence(), file.file.name, file.sha256) as stored:
            content = SEALED.seal(stored.read())
    except storage.FileLost:
        lost = LOST.format(name=file.shown_name)
        ChildMessage.objects.create(
            report=report, author=Author.SYSTEM, text=lost, is_internal=True
        )
        return
    place = random_place(SEALED.folder, str(file.file.name).rpartition(".")[2])
    try:
        kept = written.enter_context(storage.stored(SEALED.storage(), place, content))
    except storage.NotSaved as error:
        raise ValidationError(str(error)) from error
    ChildFile.objects.create(
        report=report, file=kept, shown_name=file.shown_name, mime=file.mime, size=file.size,
        sha256=hashlib.sha256(content).hexdigest(), added_at=file.added_at,
    )  # fmt: skip


def _leave_frame(case: Complaint, by: User, now: datetime) -> None:
    """Ended, secret, empty; whoever worked on it hears that it has gone."""
    people = [user for user in responsible(case) if user.pk != by.pk] if case.unit else []
    moved = perform(
        case,
        states.PROTECT,
        by=by,
        rule=lambda *_: ALLOWED,  # asked of the report that was chosen
        note="Tertulis pada laporan itu.",
        updates={**CLOSED, "closed_at": case.closed_at or now},
        organization=case.unit,
    )
    for rows in (case.segments, case.pauses, case.escalations):
        rows.all().delete()
    Rating.objects.filter(complaint=case).delete()
    empty_case(case=moved, now=now, **FRAME)
    gone = f"Laporan {case.number} tidak lagi ditangani unit Anda"
    tell(people, gone, f"{gone}: sudah dipindahkan ke petugas lain.", "/kerja/pengaduan/")

"""A report of violence against a child: taken in, and spoken about by the reporter.

Nothing a person wrote leaves the encrypted columns and files: the history says that something
happened, mail that there is something to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from complaints import permissions, secrecy
from complaints.choices import Author, Channel
from complaints.intake.actions.basics import said
from complaints.intake.actions.coming import ticket_digest
from complaints.intake.actions.files import Shelf, taken_files
from complaints.intake.actions.guarding import check_uploads
from complaints.intake.queries.child import team_of
from complaints.models import ChildFile, ChildMessage, ChildReport
from complaints.models.child import RING
from complaints.permissions import identity
from organizations import activity, storage
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.actions.uploads import Taken
from organizations.limits import TooMany, within_limit
from organizations.models import User

PREFIX = "PA"
RENEWED = timedelta(minutes=5)  # whose answer was lost on the way sends again and gets a new secret
AN_HOUR = 60  # reports from one network
BUSY = (
    "Dari jaringan ini baru saja masuk sangat banyak laporan, jadi laporan ini belum terkirim. Tulisan Anda "
    "masih ada. Telepon 129, atau kirim lagi satu jam lagi."
)
LIST = "/kerja/perlindungan-anak/"
NEW, URGENT = "Ada laporan baru yang perlu dibaca", "Segera: ada laporan baru yang perlu dibaca"
WROTE = "Ada pesan baru yang perlu dibaca"
MAIL = "Masuk dengan akun Anda untuk membacanya. Surel ini tidak memuat isi apa pun."
FUTURE = "Waktu diterima tidak dapat di masa depan."
ONLY_FILES = "(Mengirim berkas)"
SEALED = Shelf(storage.protected, "anak", lambda content: secrecy.seal_bytes(content, RING))


@dataclass(frozen=True)
class ChildFiled:
    """A report and its secret; the secret is empty when the same form had come before."""

    report: ChildReport
    secret: str = field(repr=False)


def check_child_sender(*, address: str, files: int) -> None:
    """Raises TooMany far above what a school or a village office sends."""
    if not within_limit("lapor-lain", address, most=AN_HOUR):
        raise TooMany(BUSY)
    check_uploads(address=address, count=files)


def file_child_report(
    *,
    text: str,
    now: datetime,
    child: str = "",
    place: str = "",
    contact: str = "",
    in_danger: bool = False,
    uploads: Sequence[UploadedFile] = (),
    client_key: UUID | None = None,
    channel: str = Channel.WEB,
    received_at: datetime | None = None,
    by: User | None = None,
) -> ChildFiled:
    """Keep it encrypted, give it number and secret, tell the team that there is one.

    `received_at` is when a letter or call reached the city, where that was before now.

    The same `client_key` gives the report it made before; within five minutes with a new secret,
    for whoever lost the first answer. Raises ValidationError keyed by argument, PermissionDenied
    when `by` may not enter reports.
    """
    if by is not None and not identity.is_protector(by):
        allow(permissions.can_enter(by))
    if client_key and (known := _again(client_key, now)):
        return known
    if received_at is not None and received_at > now:
        raise ValidationError({"received_at": FUTURE})
    number, secret = _free_number(), secrecy.new_secret()
    report = ChildReport(
        number=number, secret_digest=ticket_digest(number, secret), client_key=client_key,
        text=said(text), child=child.strip(), place=place.strip(), contact=contact.strip(),
        in_danger=in_danger, channel=channel, received_at=received_at or now,
        entered_at=now, entered_by=by,
    )  # fmt: skip
    try:
        with taken_files(uploads, SEALED) as files:
            report.save()
            _keep(report, files, now)
            _record(report, "file", "Laporan diterima", by)
            tell(team_of(report), URGENT if in_danger else NEW, MAIL, LIST)
    except IntegrityError:
        if client_key and (known := _again(client_key, now)):
            return known
        raise
    return ChildFiled(report, secret)


def add_child_message(
    *,
    report: ChildReport,
    text: str,
    now: datetime,
    uploads: Sequence[UploadedFile] = (),
    key: UUID | None = None,
) -> ChildMessage:
    """What the reporter adds, at any time: a closed case does not stop a child from writing."""
    with taken_files(uploads, SEALED) as files:
        row = ChildReport.objects.select_for_update().get(pk=report.pk)
        if key and (known := ChildMessage.objects.filter(client_key=key).first()):
            return known
        words = said(text) if text.strip() or not files else ONLY_FILES
        message = ChildMessage.objects.create(
            report=row, author=Author.REPORTER, text=words, client_key=key, written_at=now
        )
        _keep(row, files, now)
        _record(row, "wrote", "Pelapor menulis", None)
        tell(team_of(row), WROTE, MAIL, LIST)
    return message


@transaction.atomic
def _again(client_key: UUID, now: datetime) -> ChildFiled | None:
    rows = ChildReport.objects.select_for_update()
    report = rows.filter(client_key=client_key).first()
    if report is None:
        return None
    if now - report.entered_at > RENEWED:
        return ChildFiled(report, "")
    secret = secrecy.new_secret()
    report.secret_digest = ticket_digest(report.number, secret)
    report.save(update_fields=["secret_digest"])
    return ChildFiled(report, secret)


def _free_number() -> str:
    number = secrecy.new_number(PREFIX)
    while ChildReport.objects.filter(number=number).exists():
        number = secrecy.new_number(PREFIX)
    return number


def _keep(report: ChildReport, files: Sequence[Taken], now: datetime) -> None:
    for file in files:
        ChildFile.objects.create(
            report=report, file=file.use(), shown_name=file.shown_name, mime=file.mime,
            size=file.size, sha256=file.sha256, added_at=now,
        )  # fmt: skip


def _record(report: ChildReport, name: str, words: str, by: User | None) -> None:
    verb = activity.verb_of(report, name)
    activity.record(obj=report, verb=verb, summary=f"{words}: {report}", by=by)

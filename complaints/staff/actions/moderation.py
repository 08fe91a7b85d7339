"""What the public sees of a report: the moderated words, the photos, and when."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import formulas, permissions, words
from complaints.choices import MessageState, Publicity
from complaints.clock.actions.moving import wanted
from complaints.models import Attachment, Complaint, Message, Note
from complaints.staff.actions.basics import locked, save
from organizations import activity, files, moment, storage
from organizations.access import allow
from organizations.actions.uploads import random_place
from organizations.models import User

FOLDER = "complaints"
MEANWHILE = "Foto ini baru saja dihitamkan petugas lain. Lihat fotonya lagi, lalu hitamkan sisanya."
SAID = {"show": "Ditayangkan", "hide": "Tidak ditayangkan"}


@transaction.atomic
def show_case(
    *,
    case: Complaint,
    by: User,
    subject: str,
    text: str,
    reason: str,
    answers: dict[int, str] | None = None,
    photos: frozenset[int] = frozenset(),
    mark: str = "",
) -> Complaint:
    """Show the report with these words, these answers and these photos, and nothing else of it.

    The reporter's own words stay as they are, for few. Where words were changed a reason is needed.
    """
    row = locked(case, mark)
    allow(permissions.can_moderate(by, row))
    title = wanted(subject, "subject", "Isi judul untuk umum.", 140)
    body = wanted(text, "text", "Isi teks untuk umum.")
    if (title, body) != (row.subject, row.text) and not reason.strip():
        raise ValidationError({"reason": "Tulis mengapa kata-katanya diubah."})
    values: dict[str, Any] = {
        "publicity": Publicity.SHOWN,
        "public_subject": title,
        "public_text": body,
        "first_shown_at": row.first_shown_at or moment.now(),
    }
    if row.latitude is not None and row.longitude is not None:
        values["public_latitude"] = formulas.rounded_place(row.latitude)
        values["public_longitude"] = formulas.rounded_place(row.longitude)
    _set(row, values, by, "show", reason)
    for message in row.messages.filter(state=MessageState.SENT):
        said = (answers or {}).get(message.pk, "").strip()
        Message.objects.filter(pk=message.pk).update(is_public=bool(said), public_text=said)
    shown = Attachment.objects.filter(complaint=row, is_hidden=False, mime__startswith="image/")
    Attachment.objects.filter(complaint=row).update(is_public=False)
    shown.filter(pk__in=photos).update(is_public=True)
    return row


@transaction.atomic
def hide_case(*, case: Complaint, by: User, reason: str, mark: str = "") -> Complaint:
    """Take it off the public pages; what was said of it stays, for when it is shown again."""
    row = locked(case, mark)
    allow(permissions.can_moderate(by, row))
    wanted(reason, "reason", "Tulis mengapa laporan tidak ditayangkan.", 1_000)
    _set(row, {"publicity": Publicity.HIDDEN}, by, "hide", reason)
    return row


def _set(row: Complaint, values: dict[str, Any], by: User, name: str, reason: str) -> None:
    summary, before = SAID[name], row.get_publicity_display()
    for field, value in values.items():
        setattr(row, field, value)
    save(row, values)
    words.index([row])
    activity.record(
        obj=row,
        verb=activity.verb_of(row, name),
        summary=f"{summary}: {row}",
        by=by,
        organization=row.unit,
        changes={"publicity": activity.changed("Tayangan", before, row.get_publicity_display())},
    )
    if reason.strip():
        text = f"{summary}: {reason.strip()}"
        Note.objects.create(complaint=row, author=by, text=text, written_at=moment.now())


@transaction.atomic
def hide_file(*, attachment: Attachment, by: User, reason: str) -> Attachment:
    """Nobody but the desk sees the file from now on; the reason is kept."""
    row = locked(attachment.complaint)
    allow(permissions.can_verify(by, row))
    attachment.hidden_reason = wanted(reason, "reason", "Tulis mengapa berkas disembunyikan.", 200)
    attachment.is_hidden, attachment.is_public = True, False
    attachment.save(update_fields=["is_hidden", "is_public", "hidden_reason"])
    _file_line(attachment, by, "hide_file", "Berkas disembunyikan")
    return attachment


def redact_photo(
    *, attachment: Attachment, by: User, boxes: list[tuple[int, int, int, int]]
) -> Attachment:
    """Draw black boxes (left, top, width, height in percent) on a copy; the first is for few.

    The copy is drawn in a limited process and written before the transaction begins. Boxes are
    drawn on the copy there is, so that what is black stays black.
    """
    allow(permissions.can_verify(by, attachment.complaint))
    if not attachment.is_picture:
        raise ValidationError("Hanya foto yang dapat dihitamkan.")
    if not boxes:
        raise ValidationError("Tulis sedikitnya satu bagian yang dihitamkan.")
    try:
        copy = files.blackened(_bytes(attachment), boxes)
    except files.FileRefused as error:
        raise ValidationError(str(error)) from error
    old, place = attachment.redacted.name, random_place(FOLDER, copy.extension)
    try:
        with storage.stored(storage.evidence(), place, copy.content) as name:
            _keep_redacted(attachment, old, name, copy.content, by)
    except storage.NotSaved as error:
        raise ValidationError(str(error)) from error
    if old:
        storage.discard(storage.evidence(), old)
    return attachment


def _bytes(attachment: Attachment) -> bytes:
    name, sha256 = attachment.redacted.name, attachment.redacted_sha256
    if not name:
        name, sha256 = attachment.file.name, attachment.sha256
    try:
        with storage.checked(storage.evidence(), name, sha256) as file:
            return bytes(file.read())
    except storage.FileTrouble as trouble:
        raise ValidationError("Foto ini sedang tidak dapat dibaca.") from trouble


@transaction.atomic
def _keep_redacted(
    attachment: Attachment, drawn_on: str | None, name: str, content: bytes, by: User
) -> None:
    """Refused where somebody else has blackened it meanwhile: the copy lacks what they did."""
    locked(attachment.complaint)
    now = Attachment.objects.values_list("redacted", flat=True).get(pk=attachment.pk)
    if (now or "") != (drawn_on or ""):
        raise ValidationError(MEANWHILE)
    attachment.redacted = name
    attachment.redacted_sha256 = hashlib.sha256(content).hexdigest()
    attachment.save(update_fields=["redacted", "redacted_sha256"])
    _file_line(attachment, by, "redact_file", "Bagian foto dihitamkan")


def _file_line(attachment: Attachment, by: User, name: str, summary: str) -> None:
    case = attachment.complaint
    activity.record(
        obj=case,
        verb=activity.verb_of(case, name),
        summary=f"{summary}: {case}",
        by=by,
        organization=case.unit,
    )

"""Writing a report page by page, and sending it once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from complaints import secrecy
from complaints.choices import ComplaintClass
from complaints.intake.actions.coming import ContactGiven, Place
from complaints.intake.actions.files import MOST_FILES, TOO_MANY, taken_files
from complaints.intake.actions.filing import Filed, file_complaint
from complaints.intake.actions.following import follow_report
from complaints.intake.queries.drafts import DIGEST, KEPT, answers_of, missing_step
from complaints.models import Area, Category, Complaint, Draft, DraftFile
from organizations import storage
from organizations.actions.uploads import Taken
from organizations.files import FileRefused, place_of

GONE = (
    "Laporan ini sudah lebih dari 24 jam tidak dikirim, jadi isiannya sudah dihapus. "
    "Mulai lagi dari awal."
)


def begin_draft() -> tuple[Draft, str]:
    """A new draft, and the word by which its browser finds it again."""
    token = secrets.token_urlsafe(24)
    return Draft.objects.create(token_digest=secrecy.digest(DIGEST, token)), token


@transaction.atomic
def save_answers(*, draft: Draft, answers: Mapping[str, Any]) -> Draft:
    """Keep the answers of one page beside those of the others."""
    locked = _open(draft)
    together = {**answers_of(locked), **answers}
    locked.answers = json.dumps(together, ensure_ascii=False, default=str)
    locked.save(update_fields=["answers"])
    return locked


def add_files(*, draft: Draft, uploads: Sequence[UploadedFile]) -> None:
    """Clean what was chosen and keep it with the draft: all of it or nothing."""
    if draft.files.count() + len(uploads) > MOST_FILES:
        raise ValidationError({"files": TOO_MANY})
    with taken_files(uploads) as taken:
        _open(draft)
        for file in taken:
            DraftFile.objects.create(
                draft=draft,
                file=file.use(),
                shown_name=file.shown_name,
                mime=file.mime,
                size=file.size,
                sha256=file.sha256,
            )


def add_photo(*, draft: Draft, upload: UploadedFile) -> None:
    """Keep a photo without its place; the place it told is only offered on the page of the place."""
    try:
        place = place_of(upload, upload.size or 0)  # type: ignore[arg-type]
    except FileRefused as error:
        raise ValidationError({"photo": str(error)}) from error
    upload.seek(0)
    try:
        add_files(draft=draft, uploads=[upload])
    except ValidationError as error:
        raise ValidationError({"photo": error.messages}) from error
    if place is not None:
        save_answers(draft=draft, answers={"offered": [str(degrees) for degrees in place]})


@transaction.atomic
def follow_from(*, draft: Draft, case: Complaint, answers: Mapping[str, Any]) -> None:
    """Follow a report found while writing one; its secret waits in the draft to be shown."""
    locked = _open(draft)
    key = uuid5(locked.client_key, case.number)
    done = follow_report(case=case, contact=contact_of(answers), client_key=key)
    if done.secret:
        followed = {"number": case.number, "secret": done.secret}
        save_answers(draft=locked, answers={"followed": followed})


def remove_file(*, draft: Draft, pk: int) -> None:
    with transaction.atomic():
        row = _open(draft).files.filter(pk=pk).first()
        if row is None:
            return
        name = str(row.file.name)
        row.delete()
        transaction.on_commit(lambda: storage.discard(storage.evidence(), name))


@transaction.atomic
def send_draft(*, draft: Draft, look_first: str = "") -> Filed:
    """File the report of this draft; sent again, it is the same report.

    Raises ValidationError where an answer is missing. The secret stays in the draft, encrypted,
    so that its receipt can be shown; the answers do not.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.complaint is not None:
        return Filed(locked.complaint, "", is_new=False)
    answers = answers_of(locked)
    if step := missing_step(answers):
        raise ValidationError(f"Halaman “{step}” belum terisi.")
    rows = list(locked.files.all())
    filed = file_complaint(
        **_report(answers),
        files=[_taken(row) for row in rows],
        client_key=locked.client_key,
        look_first=look_first,
    )
    locked.files.all().delete()
    locked.complaint, locked.secret, locked.sent_at = filed.case, filed.secret, timezone.now()
    locked.answers = "{}"
    locked.save(update_fields=["complaint", "secret", "sent_at", "answers"])
    return filed


def hide_secret(*, draft: Draft) -> None:
    """The reporter has written it down."""
    Draft.objects.filter(pk=draft.pk).update(secret="")


def forget_draft(*, draft: Draft) -> None:
    """Leave nothing of it: an unsent report goes with its files, of a sent one its secret."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is None:
            return
        if locked.complaint_id:
            hide_secret(draft=locked)
            return
        names = [str(row.file.name) for row in locked.files.all()]
        locked.delete()
        transaction.on_commit(lambda: _discard(names))


def drop_old_drafts(now: datetime) -> int:
    """Take away drafts after a day, with the files nobody sent; returns how many."""
    old = Draft.objects.filter(begun_at__lt=now - KEPT)
    with transaction.atomic():
        names = list(DraftFile.objects.filter(draft__in=old).values_list("file", flat=True))
        dropped = old.count()
        old.delete()
        transaction.on_commit(lambda: _discard(names))
    return dropped


def _discard(names: Iterable[str]) -> None:
    for name in names:
        storage.discard(storage.evidence(), name)


def _open(draft: Draft) -> Draft:
    """The draft, locked; a report that is sent or too old is written no more."""
    locked = Draft.objects.select_for_update().filter(pk=draft.pk, complaint=None).first()
    if locked is None:
        raise ValidationError(GONE)
    return locked


def _taken(row: DraftFile) -> Taken:
    return Taken(str(row.file.name), row.shown_name, row.sha256, row.size, row.mime)


def _report(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, as the action takes it."""
    category = Category.objects.filter(pk=answers["category"]).first()
    day = answers.get("happened_on")
    return {
        "kind": _kind(answers["kind"], category),
        "category": category,
        "text": answers["text"],
        "happened_on": date.fromisoformat(day) if day else None,
        "place": _place(answers),
        "is_anonymous": bool(answers.get("is_anonymous")),
        "is_secret": bool(answers.get("is_secret")),
        "contact": contact_of(answers),
    }


def _kind(asked: str, category: Category | None) -> str:
    """A complaint about conduct of officials is one of supervision, whatever the citizen chose."""
    supervisory = ComplaintClass.SUPERVISORY
    if asked == ComplaintClass.ORDINARY and category and category.default_class == supervisory:
        return supervisory
    return asked


def _place(answers: Mapping[str, Any]) -> Place:
    area, latitude = answers.get("area"), answers.get("latitude")
    has_pin = latitude not in (None, "") and answers.get("longitude") not in (None, "")
    return Place(
        area=Area.objects.filter(pk=area).first() if area else None,
        address=answers.get("address", ""),
        latitude=Decimal(str(latitude)) if has_pin else None,
        longitude=Decimal(str(answers["longitude"])) if has_pin else None,
    )


def contact_of(answers: Mapping[str, Any]) -> ContactGiven:
    names = ("name", "email", "phone", "mail_wanted", "whatsapp_wanted")
    return ContactGiven(**{name: answers[name] for name in names if answers.get(name)})

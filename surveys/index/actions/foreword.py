"""The head's words and the photos of a report; its figures do not change by them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity, storage
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.actions.uploads import taken_file
from organizations.files import PHOTOS
from organizations.models import User
from organizations.storage import evidence
from organizations.texts import clean_lines
from surveys import permissions
from surveys.models import Foreword, Period, PeriodPhoto

FOLDER = "surveys/foto"
MOST = 4
PIXELS = 1_600  # enough for half a page of paper
FULL = f"Laporan memuat paling banyak {MOST} foto. Hapus satu lebih dulu."
TWICE = "Foto ini sudah ada di laporan."
NO_CAPTION = "Isi keterangan fotonya"


def save_foreword(
    *, period: Period, text: str, upload: Any, caption: str, by: User, mark: str = ""
) -> Foreword:
    """The words, and one more photo where one is sent; both or nothing.

    Raises ValidationError keyed "file" or "caption".
    """
    allow(permissions.manages_period(by, period))
    if upload and not caption.strip():
        raise ValidationError({"caption": NO_CAPTION})
    if not upload:
        with transaction.atomic():
            return _save_words(period, text, by, mark)
    size, name = upload.size, upload.name
    with taken_file(
        upload, size=size, name=name, storage=evidence(), folder=FOLDER, kinds=PHOTOS, fit=PIXELS
    ) as taken:
        Period.objects.select_for_update(no_key=True).get(pk=period.pk)
        photos = PeriodPhoto.objects.filter(period=period)
        if photos.filter(sha256=taken.sha256).exists():
            raise ValidationError({"file": TWICE})
        if photos.count() >= MOST:
            raise ValidationError({"file": FULL})
        saved = _save_words(period, text, by, mark)
        photo = PeriodPhoto.objects.create(
            period=period,
            caption=caption.strip(),
            file=taken.use(),
            file_name=taken.shown_name,
            mime=taken.mime,
            sha256=taken.sha256,
        )
        _record(photo, "create", f"Foto laporan ditambahkan: {photo}, {period}", by)
    return saved


@transaction.atomic
def remove_photo(*, photo: PeriodPhoto, by: User) -> None:
    allow(permissions.manages_period(by, photo.period))
    _record(photo, "delete", f"Foto laporan dihapus: {photo}, {photo.period}", by)
    name = photo.file.name or ""
    photo.delete()
    transaction.on_commit(lambda: storage.discard(evidence(), name))


def _save_words(period: Period, text: str, by: User, mark: str) -> Foreword:
    found = Foreword.objects.filter(period=period).first() or Foreword(period=period)
    values, owner = {"text": clean_lines(text)}, period.unit.organization
    return save_row(row=found, values=values, by=by, organization=owner, mark=mark)


def _record(photo: PeriodPhoto, act: str, summary: str, by: User) -> None:
    activity.record(
        obj=photo,
        verb=activity.verb_of(photo, act),
        summary=summary,
        by=by,
        organization=photo.period.unit.organization,
    )

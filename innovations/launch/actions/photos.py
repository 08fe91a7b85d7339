"""Photos of a launch."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.choices import LaunchState
from innovations.launch.actions.launches import CANCELLED
from innovations.models import Launch, LaunchPhoto
from organizations import activity
from organizations.access import allow
from organizations.actions.thumbnails import forget_small
from organizations.actions.uploads import columns_of, taken_file
from organizations.files import PHOTOS
from organizations.models import User
from organizations.storage import evidence

FOLDER = "innovations/peluncuran"
MOST = 24
TOO_MANY = f"Peluncuran ini sudah memiliki {MOST} foto. Hapus yang tidak dipakai lebih dulu."
TWICE = "Foto ini sudah ada pada peluncuran ini"


def add_photo(*, launch: Launch, caption: str, upload: Any, by: User) -> LaunchPhoto:
    """A photo, drawn anew as every picture; its caption says what is to be seen."""
    allow(permissions.manages_launch(by, launch))
    size, name = upload.size, upload.name
    with taken_file(
        upload, size=size, name=name, storage=evidence(), folder=FOLDER, kinds=PHOTOS
    ) as taken:
        held = Launch.objects.select_for_update().get(pk=launch.pk)
        if held.state == LaunchState.CANCELLED:
            raise ValidationError(CANCELLED)
        if held.photos.count() >= MOST:
            raise ValidationError(TOO_MANY)
        if held.photos.filter(sha256=taken.sha256).exists():
            raise ValidationError({"file": TWICE})
        row = LaunchPhoto.objects.create(
            launch=held, caption=caption.strip(), uploaded_by=by, **columns_of(taken)
        )
        _tell(row, "create", f"Foto ditambahkan: {row}", by)
    return row


@transaction.atomic
def drop_photo(*, photo: LaunchPhoto, by: User) -> None:
    allow(permissions.manages_launch(by, photo.launch))
    _tell(photo, "delete", f"Foto dihapus: {photo}", by)
    forget_small(photo.sha256)
    photo.delete()


def _tell(photo: LaunchPhoto, verb: str, summary: str, by: User) -> None:
    activity.record(
        obj=photo.launch, verb=activity.verb_of(photo, verb), summary=summary[:300], by=by
    )

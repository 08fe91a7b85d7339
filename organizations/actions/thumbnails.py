"""Small copies of stored pictures: made when first asked for, gone with the last row that had them."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction

from organizations.actions.uploads import random_place
from organizations.files import PHOTOS, FileRefused, Kind, TamedFile, tame
from organizations.models.thumbnail import Thumbnail
from organizations.storage import FileLost, NotSaved, checked, evidence, stored

FOLDER = "thumbnails"
EDGE = 640  # a card or a photo of a page, sharp on a phone as well
MIME = "image/jpeg"


def small_copy(row: Any) -> tuple[File, str]:
    """The picture of a row (file, mime, sha256) that fits into EDGE, and what it is.

    Where none can be made, the picture itself. Raises FileLost or StorageAway.
    """
    kept = Thumbnail.objects.filter(source=row.sha256, edge=EDGE).first()
    if kept is not None:
        try:
            return checked(evidence(), kept.file.name, kept.sha256), MIME
        except FileLost:
            kept.delete()
    whole = checked(row.file.storage, row.file.name, row.sha256)
    try:
        made = tame(BytesIO(whole.read()), whole.size, kinds=PHOTOS, fit=EDGE, drawn_as=Kind.JPEG)
    except FileRefused:
        whole.seek(0)
        return whole, row.mime
    whole.close()
    _keep(row.sha256, made)
    return ContentFile(made.content), MIME


def _keep(source: str, made: TamedFile) -> None:
    """Two that make it at once keep one; where nothing can be written the next one makes it anew."""
    digest = hashlib.sha256(made.content).hexdigest()
    place = random_place(FOLDER, made.extension)
    try:
        with stored(evidence(), place, made.content) as name, transaction.atomic():
            Thumbnail.objects.create(source=source, edge=EDGE, file=name, sha256=digest)
    except (NotSaved, IntegrityError):
        return


def forget_small(sha256: str) -> None:
    """A picture was taken away; where another row has the same it is made anew."""
    Thumbnail.objects.filter(source=sha256).delete()

"""New keys for what is encrypted: everything written anew with the newest, the old ones can then go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Cast

from complaints.models import ChildFile
from complaints.models.child import RING
from complaints.secrecy import EncryptedTextField, opened, opened_bytes, seal_bytes
from organizations import storage
from organizations.actions.uploads import random_place

BATCH = 500
FOLDER = "anak"


@dataclass(frozen=True)
class Rotated:
    """Values written anew, and values that no key opens: those stay as they are."""

    written: int
    lost: int


def rotate_keys() -> Rotated:
    """Every encrypted column and file of the portal; running it again does no harm."""
    written = lost = 0
    for model, field in _columns():
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(keys), BATCH):
            done = _rotate(model, field, keys[at : at + BATCH])
            written, lost = written + done.written, lost + done.lost
    for pk in ChildFile.objects.order_by("pk").values_list("pk", flat=True):
        done = _rotate_file(pk)
        written, lost = written + done.written, lost + done.lost
    return Rotated(written, lost)


def _rotate_file(pk: int) -> Rotated:
    """A file of a report about a child, sealed anew under a new name; the old one goes when the row
    names the new one. What is gone, damaged or opened by no key stays as it is."""
    row = ChildFile.objects.filter(pk=pk).first()
    if row is None:
        return Rotated(0, 0)
    shelf, before = storage.protected(), str(row.file.name)
    try:
        with storage.checked(shelf, before, row.sha256) as kept:
            content = opened_bytes(kept.read(), RING)
    except storage.FileLost:
        content = None
    if content is None:
        return Rotated(0, 1)
    sealed = seal_bytes(content, RING)
    place = random_place(FOLDER, before.rpartition(".")[2])
    with storage.stored(shelf, place, sealed) as name, transaction.atomic():
        values = {"file": name, "sha256": hashlib.sha256(sealed).hexdigest()}
        ChildFile.objects.filter(pk=pk, file=before).update(**values)
    storage.discard(shelf, before)
    return Rotated(1, 0)


def _columns() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


@transaction.atomic
def _rotate(model: type[models.Model], field: EncryptedTextField, keys: list[int]) -> Rotated:
    """Sealed values are read as they are stored: what opens to nothing must not become nothing."""
    rows = (
        model._default_manager.select_for_update().filter(pk__in=keys).exclude(**{field.name: ""})
    )
    sealed = Cast(F(field.name), models.TextField())
    written = lost = 0
    for pk, token in rows.annotate(sealed=sealed).values_list("pk", "sealed"):
        text = opened(token, field.ring) if token else None
        if text is None:
            lost += bool(token)
            continue
        model._default_manager.filter(pk=pk).update(**{field.name: text})
        written += 1
    return Rotated(written, lost)

"""New keys for what is encrypted: everything written anew with the newest, the old ones can then go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Cast

from complaints.secrecy import EncryptedTextField, opened

BATCH = 500


@dataclass(frozen=True)
class Rotated:
    """Values written anew, and values that no key opens: those stay as they are."""

    written: int
    lost: int


def rotate_keys() -> Rotated:
    """Every encrypted column of the app, batch by batch; running it again does no harm."""
    written = lost = 0
    for model, field in _columns():
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(keys), BATCH):
            done = _rotate(model, field, keys[at : at + BATCH])
            written, lost = written + done.written, lost + done.lost
    return Rotated(written, lost)


def _columns() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    for model in apps.get_app_config("complaints").get_models():
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

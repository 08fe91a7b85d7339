"""Which files the rows of all apps name, and which of them are no longer what was stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models

from organizations.storage import is_whole

BATCH = 500


@dataclass(frozen=True)
class Shelf:
    """A folder of a storage and every column whose files stand in it."""

    storage: Storage
    folder: str
    columns: tuple[models.FileField, ...]

    def named(self, names: Iterable[str]) -> set[str]:
        """Those of the names that a row names."""
        wanted = list(names)
        found: set[str] = set()
        for column in self.columns:
            rows: Any = column.model._default_manager.filter(**{f"{column.name}__in": wanted})
            found.update(rows.values_list(column.name, flat=True))
        return found


def shelves() -> list[Shelf]:
    """The folders in which the portal keeps files."""
    found: dict[tuple[int, str], list[models.FileField]] = {}
    for column in _columns():
        folder = str(column.upload_to).split("/", 1)[0]
        found.setdefault((id(column.storage), folder), []).append(column)
    return [
        Shelf(columns[0].storage, folder, tuple(columns))
        for (_, folder), columns in sorted(found.items(), key=lambda item: item[0][1])
    ]


def names_in(storage: Storage, folder: str) -> Iterator[str]:
    """Every file below a folder. Raises OSError when the storage does not answer."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from names_in(storage, f"{folder}/{name}")


def lost_files() -> Iterator[models.Model]:
    """Rows with a hash whose file is gone or not what was stored. Raises StorageAway.

    Reads every stored file.
    """
    for column in _columns():
        if not any(field.name == "sha256" for field in column.model._meta.fields):
            continue
        rows: Any = column.model._default_manager.exclude(**{column.name: ""}).order_by("pk")
        for row in rows.only("pk", column.name, "sha256").iterator(chunk_size=BATCH):
            if not is_whole(column.storage, getattr(row, column.name).name, row.sha256):
                yield row


def _columns() -> Iterator[models.FileField]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                yield field

"""Files of follow-ups and forums: an upload, or none, saved with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from organizations.actions.uploads import Taken, taken_file
from organizations.storage import evidence


@contextmanager
def taken_or_none(upload: Any, folder: str) -> Iterator[dict[str, Any]]:
    """A transaction, with the columns that keep the uploaded file; none without one.

    Raises ValidationError keyed "file" for a file that cannot be taken.
    """
    if not upload:
        with transaction.atomic():
            yield {}
        return
    size, name = upload.size, upload.name
    with taken_file(upload, size=size, name=name, storage=evidence(), folder=folder) as taken:
        yield columns_of(taken)


def columns_of(taken: Taken) -> dict[str, Any]:
    return {
        "file": taken.use(),
        "file_name": taken.shown_name,
        "mime": taken.mime,
        "sha256": taken.sha256,
    }

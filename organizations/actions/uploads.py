"""Taking a file from outside: cleaned, written, and kept only when its row is saved."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from organizations.files import MAX_BYTES, PROOFS, FileRefused, Kind, clean_name, tame
from organizations.storage import NotSaved, discard, evidence, stored


@dataclass
class Taken:
    """A clean file that is written; `use()` keeps it, otherwise it goes when the block ends."""

    stored_name: str
    shown_name: str
    sha256: str
    size: int
    mime: str
    is_used: bool = False

    def use(self) -> str:
        """The name to save in the row."""
        self.is_used = True
        return self.stored_name


@contextmanager
def taken_file(
    upload: BinaryIO,
    *,
    size: int,
    name: str,
    storage: Storage,
    folder: str,
    kinds: Iterable[Kind] = PROOFS,
    most_bytes: int = MAX_BYTES,
    fit: int = 0,
    seal: Callable[[bytes], bytes] = bytes,
) -> Iterator[Taken]:
    """A transaction in which the rows of an uploaded file are saved; see `Taken`.

    The file is cleaned and written before the transaction begins, so that no lock waits for it.
    Raises ValidationError keyed "file" for a file that cannot be taken or written. When the
    transaction is undone, the file goes with it. `seal` makes of the clean content what is
    written; the digest is that of the written bytes, the size that of the clean ones.
    """
    try:
        tamed = tame(upload, size, kinds=kinds, most_bytes=most_bytes, fit=fit)
    except FileRefused as error:
        raise ValidationError({"file": str(error)}) from error
    try:
        content = seal(tamed.content)
        with stored(storage, random_place(folder, tamed.extension), content) as kept:
            taken = Taken(
                stored_name=kept,
                shown_name=clean_name(name, tamed.extension),
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(tamed.content),
                mime=tamed.mime,
            )
            with transaction.atomic():
                yield taken
            if not taken.is_used:
                discard(storage, kept)
    except NotSaved as error:
        raise ValidationError({"file": str(error)}) from error


def random_place(folder: str, extension: str) -> str:
    """Where a file goes: nothing of what the person called it becomes a path."""
    return f"{folder}/{timezone.localdate():%Y}/{secrets.token_hex(16)}.{extension}"


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

"""Stored files: kept together with their rows, checked before they are handed out.

Four named storages (`documents`, `evidence`, `protected`, `media`) in settings.STORAGES, chosen by the
environment: folders of this machine or a bucket. All trouble of theirs is an OSError.
"""

from __future__ import annotations

import errno
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_ROOM = (
    "Penyimpanan server penuh, jadi berkas belum tersimpan. Hubungi admin sistem, lalu ulangi."
)
NO_ANSWER = "Penyimpanan berkas sedang tidak dapat ditulisi. Coba lagi beberapa menit lagi."


class NotSaved(Exception):
    """The file could not be written and nothing of it is left; the message says what to do."""


class FileTrouble(Exception):
    """A stored file cannot be handed out."""


class FileLost(FileTrouble):
    """It is gone, or it is not what was stored."""


class StorageAway(FileTrouble):
    """The storage does not answer; the file may well be there."""


def documents() -> Storage:
    """Documents made by the portal."""
    return storages["documents"]


def evidence() -> Storage:
    """Proof files and photos people hand in."""
    return storages["evidence"]


def protected() -> Storage:
    """Files of reports about children: written encrypted."""
    return storages["protected"]


def media() -> Storage:
    """The city's own pictures."""
    return storages["media"]


@contextmanager
def stored(storage: Storage, name: str, content: bytes | File) -> Iterator[str]:
    """Write a file whose rows are saved inside the block: both stay or neither.

    Gives the name it got. Open the transaction inside, so that it is over when the block ends.
    Raises NotSaved when the storage refuses. A process that dies in between leaves a file
    without a row, never a row without its file; `sweep_files` takes it away.
    """
    kept = save(storage, name, content)
    try:
        yield kept
    except (OperationalError, InterfaceError):
        raise  # whether the commit went through is not known: the sweep looks later
    except BaseException:
        discard(storage, kept)
        raise


def save(storage: Storage, name: str, content: bytes | File) -> str:
    """Write whole or not at all; returns the name it got. Raises NotSaved with a sentence."""
    try:
        return storage.save(name, ContentFile(content) if isinstance(content, bytes) else content)
    except OSError as error:
        log.exception("cannot write %s", name)
        raise NotSaved(NO_ROOM if error.errno in FULL else NO_ANSWER) from error


def discard(storage: Storage, name: str) -> None:
    """Take a file away that no row names; one that will not go is left to the sweep."""
    try:
        storage.delete(name)
    except OSError:
        log.warning("cannot delete %s", name, exc_info=True)


def checked(storage: Storage, name: str | None, sha256: str) -> File:
    """The file, opened, after all of it was read and found to be what was stored.

    Raises FileLost or StorageAway. The caller closes it.
    """
    if not name:
        raise FileLost("no file")
    try:
        file = storage.open(name, "rb")
    except FileNotFoundError as error:
        log.error("%s is gone", name)  # noqa: TRY400 - the place is told, the trace tells nothing
        raise FileLost(name) from error
    except OSError as error:
        raise StorageAway(name) from error
    try:
        digest = _digest(file)
    except BaseException:
        file.close()
        raise
    if digest != sha256:
        file.close()
        log.error("%s is not what was stored", name)
        raise FileLost(name)
    return file


def is_whole(storage: Storage, name: str | None, sha256: str) -> bool:
    """Is the file there as it was stored? Raises StorageAway."""
    try:
        checked(storage, name, sha256).close()
    except FileLost:
        return False
    return True


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    try:
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    except OSError as error:
        raise StorageAway(str(file.name)) from error
    return digest.hexdigest()

"""The evidence of a round as a file that a worker makes: asked for, made, thrown away after a day.

The row is the promise; a wake only shortens the wait, and the sweep takes up what was not woken or
lost its worker. While it is made a thread renews the lease.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import IO

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from innovations.choices.index import ArchiveState
from innovations.index.actions.archive import write_zip
from innovations.index.queries.evidence import evidence_of, mark_of_evidence
from innovations.models import IndexArchive, IndexEntry, IndexRound
from organizations import moment
from organizations.models import User
from organizations.storage import NotSaved, StorageAway, documents, stored
from organizations.wake import wake
from reports.actions.leases import LeaseLost, renewing

log = logging.getLogger(__name__)
TASK = "innovations.index_archive"
LEASE, RENEW_SECONDS = timedelta(minutes=2), 30.0
KEPT = timedelta(days=1)
MOST_ATTEMPTS, MOST_WAITING = 3, 5
MOST_WHILE_WRITING = 90  # the rest is putting the file away
CHUNK = 1024 * 1024
NOTHING = "Belum ada bukti yang dapat diunduh."
TOO_MANY = "Masih ada lima arsip Anda yang sedang dibuat. Tunggu salah satunya selesai."
TOO_SLOW = "Arsip terlalu lama dibuat. Unduh per inovasi dari halaman isiannya."
NO_ROOM = "Server tidak memiliki ruang untuk menyusun arsip. Hubungi admin sistem, lalu ulangi."
LOST = "Berkasnya hilang atau berubah di penyimpanan. Buat lagi."
BROKEN = "Terjadi gangguan saat membuat arsip. Sebutkan nomor {pk} kepada admin sistem."


@transaction.atomic
def request_archive(*, round_: IndexRound, entry: IndexEntry | None, by: User) -> IndexArchive:
    """Ask for the file; of evidence that is the same the one that is there or being made."""
    IndexRound.objects.select_for_update().get(pk=round_.pk)  # two presses ask for one file
    rows = list(evidence_of(round_, entry))
    if not rows:
        raise ValidationError(NOTHING)
    mark = mark_of_evidence(rows)
    same = IndexArchive.objects.filter(round=round_, entry=entry, content_mark=mark)
    there = same.exclude(state=ArchiveState.FAILED).filter(left_out=0).first()
    if there is not None:
        return there
    waiting = IndexArchive.objects.filter(requester=by, state__in=ArchiveState.unfinished())
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(TOO_MANY)
    of = entry.innovation.slug if entry else str(round_.year)
    name = f"bukti-indeks-{round_.year}-{of}.zip" if entry else f"bukti-indeks-{of}.zip"
    made = IndexArchive.objects.create(
        round=round_, entry=entry, requester=by, content_mark=mark, file_name=name,
        created_at=moment.now(),
    )  # fmt: skip
    wake(TASK, made.pk)
    return made


def make_archive(pk: int) -> None:
    """Take it and make it; what goes wrong is told on its page."""
    archive = _claim(pk)
    if archive is None:
        return
    try:
        _make(archive)
    except LeaseLost:
        log.warning("archive %s was taken up by another worker", pk)
    except (ValidationError, NotSaved) as error:
        _fail(archive, error.messages[0] if isinstance(error, ValidationError) else str(error))
    except StorageAway:
        _fail(archive, NO_ROOM)
    except SoftTimeLimitExceeded:
        _fail(archive, TOO_SLOW)
    except Exception:
        log.exception("archive %s was not made", pk)
        _fail(archive, BROKEN.format(pk=pk))


def note_lost(archive: IndexArchive) -> None:
    """Its file is gone or changed: who asks again gets another one."""
    rows = IndexArchive.objects.filter(pk=archive.pk, sha256=archive.sha256)
    rows.update(state=ArchiveState.FAILED, error=LOST)


def sweep_archives(now: datetime) -> None:
    """Wake what waits or lost its worker, give up what lost it too often, drop what is a day old.

    The files themselves go with those that no row names.
    """
    lost = IndexArchive.objects.filter(_free(), attempts__gte=MOST_ATTEMPTS)
    for archive in lost:
        IndexArchive.objects.filter(_free(), pk=archive.pk).update(
            state=ArchiveState.FAILED, error=BROKEN.format(pk=archive.pk), finished_at=Now()
        )
    for pk in IndexArchive.objects.filter(_free()).order_by("pk").values_list("pk", flat=True):
        wake(TASK, pk)
    IndexArchive.objects.filter(finished_at__lt=now - KEPT).delete()


def _free() -> Q:
    gone = Q(state=ArchiveState.RUNNING, lease_until__lt=Now())
    return Q(state=ArchiveState.WAITING) | gone


def _claim(pk: int) -> IndexArchive | None:
    token = uuid.uuid4()
    rows = IndexArchive.objects.filter(_free(), pk=pk, attempts__lt=MOST_ATTEMPTS)
    taken = rows.update(
        state=ArchiveState.RUNNING, attempts=F("attempts") + 1, lease_token=token,
        lease_until=Now() + LEASE, progress=1, error="",
    )  # fmt: skip
    found = IndexArchive.objects.select_related("round__set", "entry__innovation")
    return found.get(pk=pk, lease_token=token) if taken else None


def _held(archive: IndexArchive) -> QuerySet[IndexArchive]:
    token = archive.lease_token
    return IndexArchive.objects.filter(pk=archive.pk, state=ArchiveState.RUNNING, lease_token=token)


def _make(archive: IndexArchive) -> None:
    def renew() -> int:
        return _held(archive).update(lease_until=Now() + LEASE)

    def tell(percent: int) -> None:
        if not _held(archive).update(progress=max(1, percent * MOST_WHILE_WRITING // 100)):
            raise LeaseLost

    with renewing(renew, f"archive {archive.pk}", RENEW_SECONDS):
        _write(archive, tell)


def _write(archive: IndexArchive, tell: Callable[[int], None]) -> None:
    zipped = write_zip(list(evidence_of(archive.round, archive.entry)), tell)
    with zipped.content as content:
        digest, size = _measured(content)
        place = f"innovations/arsip/{archive.pk}-{uuid.uuid4().hex[:8]}.zip"
        with stored(documents(), place, File(content)) as name, transaction.atomic():
            is_held = _held(archive).update(
                state=ArchiveState.DONE, progress=100, file=name, sha256=digest, size=size,
                left_out=zipped.left_out, finished_at=Now(), lease_until=None,
            )  # fmt: skip
            if not is_held:
                raise LeaseLost


def _measured(content: IO[bytes]) -> tuple[str, int]:
    """The SHA-256 and the size of a file that is read from its beginning and put back there."""
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    size = content.tell()
    content.seek(0)
    return digest.hexdigest(), size


def _fail(archive: IndexArchive, reason: str) -> None:
    _held(archive).update(
        state=ArchiveState.FAILED, error=reason[:300], finished_at=Now(), lease_until=None
    )

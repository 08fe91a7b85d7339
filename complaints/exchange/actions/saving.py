"""Saving a confirmed file: all rows in one transaction or none, by whoever holds its lease.

The row in the state "menyimpan" is the promise; a wake only shortens the wait, a sweep finds what
was not woken or whose worker is gone. Progress and lease are written beside the transaction.
"""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from complaints.choices import ExchangeState, Sp4nLine
from complaints.clock.queries.terms import read_once
from complaints.exchange.actions.looking import Looked, look
from complaints.exchange.actions.rows import file_rows
from complaints.exchange.queries.gaps import gaps_of
from complaints.exchange.queries.names import Names
from complaints.exchange.readers.sp4n import Given
from complaints.models import Sp4nBatch
from organizations import activity
from organizations.each import in_batches
from organizations.many import update_many
from organizations.wake import wake

log = logging.getLogger(__name__)
TASK = "complaints.save_sp4n"
LOCK = 20813  # two files of SP4N-LAPOR! wait for each other
LEASE = timedelta(seconds=45)
PULSE_SECONDS = 2.0
MAX_ATTEMPTS = 3
TOGETHER = 250  # rows filed together; between two such batches it is told how far it is
MOVED_ON = "Data portal berubah sejak diperiksa. Hasil periksanya sudah diperbarui; lihat lagi, lalu simpan."
BROKEN = (
    "Penyimpanan terganggu. Tidak ada yang disimpan; coba lagi, atau sebut nomor {pk} kepada admin."
)
FORBIDDEN = "Hak Anda menukar data dengan SP4N-LAPOR! sudah berakhir. Tidak ada yang disimpan."


class MovedOn(Exception):
    """The portal has changed since the preview; `looked` is what the file would do now."""

    def __init__(self, looked: Looked) -> None:
        self.looked = looked
        super().__init__()


class LeaseLost(Exception):
    """Another worker has the file; what was written here is taken back."""


def wake_saving(pk: int) -> None:
    wake(TASK, pk)


def sweep() -> None:
    """Files that wait for a worker, or whose worker is gone."""
    waiting = Sp4nBatch.objects.filter(_free()).order_by("pk").values_list("pk", flat=True)
    for pk in list(waiting):
        save_now(pk, has_pulse=True)


def _free() -> Q:
    return Q(state=ExchangeState.SAVING) & (Q(lease_until=None) | Q(lease_until__lt=Now()))


def save_now(pk: int, *, has_pulse: bool = False) -> None:
    """Take the file and save it. What goes wrong is told on its page; then nothing was saved.

    With a pulse, a thread of its own writes how far it is and renews the lease.
    """
    batch = _claim(pk)
    if batch is None:
        return
    try:
        with _Pulse(batch).beating() if has_pulse else _silent() as progress:
            _save(batch, progress)
    except LeaseLost:
        log.warning("sp4n batch %s was taken up by another worker", pk)
    except MovedOn as moved:
        _back(batch, MOVED_ON, moved.looked)
    except PermissionDenied:
        _back(batch, FORBIDDEN)
    except ValidationError as wrong:
        _back(batch, " ".join(wrong.messages)[:300])
    except Exception:
        log.exception("sp4n batch %s was not saved", pk)
        _back(batch, BROKEN.format(pk=pk))


def _claim(pk: int) -> Sp4nBatch | None:
    token = uuid.uuid4()
    taken = Sp4nBatch.objects.filter(_free(), pk=pk).update(
        lease_token=token, lease_until=Now() + LEASE, attempts=F("attempts") + 1
    )
    batch = (
        Sp4nBatch.objects.filter(pk=pk, lease_token=token).select_related("saved_by").first()
        if taken
        else None
    )
    if batch is not None and batch.attempts > MAX_ATTEMPTS:
        _back(batch, BROKEN.format(pk=pk))
        return None
    return batch


def _held(batch: Sp4nBatch) -> QuerySet[Sp4nBatch]:
    return Sp4nBatch.objects.filter(
        pk=batch.pk, state=ExchangeState.SAVING, lease_token=batch.lease_token
    )


def _back(batch: Sp4nBatch, sentence: str, looked: Looked | None = None) -> None:
    """To the preview, with the reason."""
    changes: dict[str, Any] = {"state": ExchangeState.PREVIEW, "error": sentence, "progress": 0}
    if looked is not None:
        held = json.loads(batch.content)
        changes["content"] = json.dumps({**held, "errors": looked.errors})
        changes["summary"] = {
            **batch.summary,
            "lines": looked.lines,
            "counts": looked.counts(),
            "errors": len(looked.errors),
        }
    _held(batch).update(**changes)


@transaction.atomic
def _save(batch: Sp4nBatch, progress: _Pulse) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    given = Given.unpacked(json.loads(batch.content)["given"])
    with read_once():
        looked = look(given, batch.mapping, Names.read(is_theirs=True))
        if looked.errors or looked.lines != batch.summary["lines"]:
            raise MovedOn(looked)
        _file(looked, batch, progress)
    _note_states(looked, batch)
    now = timezone.now()
    gaps = gaps_of(looked.lines)
    summary = {**batch.summary, "lines": looked.lines, "gaps": gaps, "gap_count": len(gaps)}
    activity.record(
        obj=batch,
        verb=activity.verb_of(batch, "save"),
        summary=f"Impor SP4N-LAPOR! disimpan: {batch} ({told(looked.counts())})",
        by=batch.saved_by,
    )
    is_held = _held(batch).update(
        state=ExchangeState.SAVED, content="", summary=summary, saved_at=now, progress=100, error=""
    )
    if not is_held:
        raise LeaseLost


def _file(looked: Looked, batch: Sp4nBatch, progress: _Pulse) -> None:
    numbers: dict[str, str] = {}
    for batched in in_batches(looked.filing, TOGETHER):
        for (row, _), filed in zip(batched, file_rows(batched, batch.saved_by), strict=True):
            numbers[row["sp4n_id"]] = filed.case.number
            looked.known.append((row, filed.case))
        progress.percent = len(numbers) * 95 // len(looked.filing)
    for line in looked.lines:
        line["case"] = line["case"] or numbers.get(line["id"], "")


def _note_states(looked: Looked, batch: Sp4nBatch) -> None:
    """The state there, and when it was heard of; where it changed, a line in the report's history."""
    actions = {line["id"]: line["action"] for line in looked.lines}
    now, cases = timezone.now(), []
    for row, case in looked.known:
        before, case.sp4n_state = case.sp4n_state, row["status"].capitalize()[:60]
        case.sp4n_synced_at = now
        cases.append(case)
        if actions[row["sp4n_id"]] == Sp4nLine.CHANGED:
            activity.record(
                obj=case,
                verb=activity.verb_of(case, "sp4n-state"),
                summary=f"Status di SP4N-LAPOR! dicatat: {case}",
                by=batch.saved_by,
                organization=case.unit,
                changes={
                    "sp4n_state": activity.changed("Status di SP4N-LAPOR!", before, case.sp4n_state)
                },
            )
    update_many(cases, ["sp4n_state", "sp4n_synced_at"])


def told(counts: dict[str, int]) -> str:
    """How many of each kind, in words."""
    parts = [f"{counts[kind]} {kind.label.lower()}" for kind in Sp4nLine if counts.get(kind)]
    return ", ".join(parts) or "tanpa baris"


class _Pulse:
    """How far it is; while it beats, the row says so and the lease is renewed."""

    def __init__(self, batch: Sp4nBatch) -> None:
        self.batch, self.percent = batch, 1
        self.over = threading.Event()

    @contextmanager
    def beating(self) -> Iterator[_Pulse]:
        thread = threading.Thread(target=self._beat, name="sp4n", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.over.set()
            thread.join()

    def _beat(self) -> None:
        try:
            while not self.over.wait(PULSE_SECONDS):
                try:
                    _held(self.batch).update(lease_until=Now() + LEASE, progress=self.percent)
                except Error as error:  # a database that restarts must not end the work
                    log.warning("lease of sp4n batch %s not renewed: %s", self.batch.pk, error)
        finally:
            connection.close()  # this thread's own


@contextmanager
def _silent() -> Iterator[_Pulse]:
    yield _Pulse(Sp4nBatch())

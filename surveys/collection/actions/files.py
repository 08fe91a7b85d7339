"""A file of answers in two steps: looked at, then saved in one piece. Long ones by a worker."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import storage
from organizations.access import allow
from organizations.models import User
from organizations.spreadsheets.table import ImportProblem
from organizations.wake import wake
from surveys import permissions
from surveys.choices import ElementOrder, FileStage
from surveys.collection.actions.importing import Source, Told, import_answers, look
from surveys.collection.queries.files import progress_key
from surveys.collection.readers.files import titles_of
from surveys.models import AnswerFile, Period

MOST_BYTES = 30_000_000
SOON = 300_000  # bytes that are looked at while the person waits
LEFT_BEHIND = timedelta(minutes=5)
GIVEN_UP = timedelta(days=7)
SHOWN = 200
TOO_LARGE = "Berkas lebih dari 30 MB. Bagi berkasnya, misalnya per bulan."
GONE = "Berkasnya tidak ada lagi. Unggah sekali lagi."
NOT_READY = "Berkas ini tidak sedang menunggu persetujuan."
log = logging.getLogger(__name__)


def keep_file(
    *, period: Period, name: str, content: bytes, order: ElementOrder | None, by: User
) -> AnswerFile:
    """Keep what was uploaded and have it looked at. Nothing of it counts yet."""
    allow(permissions.can_manage(by, period.unit))
    if len(content) > MOST_BYTES:
        raise ValidationError({"file": TOO_LARGE})
    suffix = Path(name).suffix.casefold()[:6]
    try:
        with (
            storage.stored(storage.evidence(), f"surveys/impor/{uuid4()}{suffix}", content) as kept,
            transaction.atomic(),
        ):
            row = AnswerFile.objects.create(
                period=period,
                file=kept,
                file_name=name[:200],
                sha256=hashlib.sha256(content).hexdigest(),
                order=order or "",
                uploaded_by=by,
            )
    except storage.NotSaved as error:
        raise ValidationError({"file": str(error)}) from error
    return _looked_at(row, len(content))


def name_columns(
    *, row: AnswerFile, renamed: Mapping[str, str], order: str, by: User
) -> AnswerFile:
    """Say which column of the file is which, and have it looked at again."""
    allow(permissions.can_manage(by, row.period.unit))
    with transaction.atomic():
        locked = _locked(row)
        if locked.stage not in (FileStage.REFUSED, FileStage.READY):
            raise ValidationError(NOT_READY)
        locked.renamed, locked.order, locked.stage = dict(renamed), order, FileStage.CHECKING
        locked.save(update_fields=["renamed", "order", "stage"])
    return _looked_at(locked, _size(locked))


def confirm_file(*, row: AnswerFile, by: User) -> AnswerFile:
    """Agree to what the preview said; a worker saves it in one transaction."""
    allow(permissions.can_manage(by, row.period.unit))
    with transaction.atomic():
        locked = _locked(row)
        if locked.stage != FileStage.READY:
            raise ValidationError(NOT_READY)
        locked.stage = FileStage.SAVING
        locked.save(update_fields=["stage"])
        wake("surveys.run_file", locked.pk)
    return locked


def cancel_file(*, row: AnswerFile, by: User) -> None:
    allow(permissions.can_manage(by, row.period.unit))
    with transaction.atomic():
        locked = _locked(row)
        if locked.stage not in (FileStage.REFUSED, FileStage.READY):
            raise ValidationError(NOT_READY)
        _end(locked, FileStage.CANCELLED)


def run_file(file_id: int) -> None:
    """What a worker does with a file: look at it, or save it. Twice at once is once.

    While the storage does not answer the file stays at work; the sweep takes it up again.
    """
    with transaction.atomic():
        row = (
            AnswerFile.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("period__unit__organization", "period__questionnaire", "uploaded_by")
            .filter(pk=file_id, stage__in=FileStage.busy())
            .first()
        )
        if row is None:
            return
        try:
            with _source(row) as source:
                _check(row, source) if row.stage == FileStage.CHECKING else _save(row, source)
        except ImportProblem as problem:
            _refuse(row, problem.messages)
        except storage.StorageAway as away:
            log.warning("answers of file %s wait: the storage is away (%s)", file_id, away)
        except storage.FileTrouble:
            _refuse(row, [GONE])


def sweep_files() -> None:
    """Files whose worker was lost are taken up again; what nobody agreed to goes after a week."""
    now = timezone.now()
    busy = AnswerFile.objects.filter(stage__in=FileStage.busy(), uploaded_at__lt=now - LEFT_BEHIND)
    for pk in busy.values_list("pk", flat=True):
        wake("surveys.run_file", pk)
    waiting = (FileStage.REFUSED, FileStage.READY)
    old = AnswerFile.objects.filter(stage__in=waiting, uploaded_at__lt=now - GIVEN_UP)
    for row in old:
        with transaction.atomic():
            _end(_locked(row), FileStage.CANCELLED)


def _size(row: AnswerFile) -> int:
    """Nought for a file that cannot be opened: what is wrong with it is found by looking."""
    try:
        return row.file.size
    except OSError:
        return 0


def _looked_at(row: AnswerFile, size: int) -> AnswerFile:
    if size <= SOON:
        run_file(row.pk)
    else:
        with transaction.atomic():
            wake("surveys.run_file", row.pk)
    row.refresh_from_db()
    return row


@contextmanager
def _source(row: AnswerFile) -> Iterator[Source]:
    """The file on a disk of this machine: it is read twice, row by row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "jawaban"
        with (
            storage.checked(storage.evidence(), row.file.name, row.sha256) as kept,
            path.open("wb") as copy,
        ):
            shutil.copyfileobj(kept, copy)
        order = ElementOrder(row.order) if row.order else None
        yield Source(path, row.file_name, order, row.renamed)


def _check(row: AnswerFile, source: Source) -> None:
    row.titles = titles_of(source.path, source.name) if not row.titles else row.titles
    looked = look(source=source, period=row.period, by=row.uploaded_by, told=_telling(row))
    row.rows, row.stage = looked.rows, FileStage.READY
    first = [[answer.number, str(answer.day or ""), *answer.scores] for answer in looked.first]
    row.told = {"warnings": looked.warnings[:SHOWN], "first": first}
    row.save(update_fields=["titles", "rows", "stage", "told"])


def _save(row: AnswerFile, source: Source) -> None:
    done = import_answers(source=source, period=row.period, by=row.uploaded_by, told=_telling(row))
    row.rows, row.new_rows, row.batch = done.rows, done.new, done.batch
    row.save(update_fields=["rows", "new_rows", "batch"])
    _end(row, FileStage.DONE)


def _refuse(row: AnswerFile, problems: list[str]) -> None:
    row.stage = FileStage.REFUSED
    row.told = {**row.told, "problems": problems[: SHOWN + 1]}
    row.save(update_fields=["titles", "stage", "told"])


def _end(row: AnswerFile, stage: FileStage) -> None:
    """The file itself goes: its digest tells whether it comes again."""
    name, row.file, row.stage = row.file.name, "", stage
    row.save(update_fields=["file", "stage"])
    if name:
        transaction.on_commit(lambda: storage.discard(storage.evidence(), name))


def _telling(row: AnswerFile) -> Told:
    return lambda rows: cache.set(progress_key(row.pk), rows, 3600)


def _locked(row: AnswerFile) -> AnswerFile:
    return (
        AnswerFile.objects.select_for_update(of=("self",))
        .select_related("period__unit__organization")
        .get(pk=row.pk)
    )

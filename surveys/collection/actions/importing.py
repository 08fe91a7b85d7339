"""Answers of a file: all of it in one transaction, or nothing; the same file counts once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection, transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import User
from organizations.spreadsheets.table import ImportProblem
from surveys import permissions
from surveys.choices import BatchState, Element, ElementOrder, Flag, Mode, PeriodState
from surveys.collection.actions.flags import is_straight
from surveys.collection.actions.paper import next_number
from surveys.collection.readers.answers import Answer, Reader, folded
from surveys.collection.readers.files import Row, titles_and_rows
from surveys.formulas import PARTS
from surveys.models import PaperBatch, Period, ServiceUnit

MOST_ERRORS = 200
AT_ONCE = 5_000
CLOSED = "{label} sudah ditutup, jadi tidak menerima jawaban lagi."
NO_ROWS = "Berkas tidak berisi baris jawaban di bawah baris judul."
COLUMNS = (
    "row", "client_key", "received_on", "service_id", "point_id", "flags", "sex", "age",
    "education", "occupation", "disability", *(element.value for element in Element),
)  # fmt: skip
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_INCOMING = f"CREATE TEMP TABLE IF NOT EXISTS surveys_incoming ON COMMIT DROP AS SELECT {_NAMES} FROM surveys_response WITH NO DATA"  # noqa: S608, E501


Told = Callable[[int], object]  # how many rows were read


def silent(rows: int) -> None:
    """Nobody waits for the file."""


@dataclass(frozen=True)
class Looked:
    """What a file holds, before anything is saved."""

    rows: int
    warnings: list[str]
    first: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Imported:
    rows: int
    new: int
    batch: PaperBatch | None  # None: every row was there already


@dataclass(frozen=True)
class Source:
    """A file, and how its columns are to be read."""

    path: Path
    name: str
    order: ElementOrder | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)  # our column → title in the file


def look(*, source: Source, period: Period, by: User | None = None, told: Told = silent) -> Looked:
    """Read all of it and save nothing. ImportProblem holds what is wrong, row by row."""
    if by is not None:
        allow(permissions.can_manage(by, period.unit))
    if period.state != PeriodState.OPEN:
        raise ImportProblem(CLOSED.format(label=period.label))
    reader, rows = _opened(source, period)
    errors: list[str] = []
    first: list[Answer] = []
    count = wrong = 0
    for number, cells in rows:
        found: list[str] = []
        answer = reader.read(number, cells, found)
        count += 1
        if len(first) < 5:
            first.append(answer)
        errors += found[: MOST_ERRORS - len(errors)]
        wrong += len(found)
        if not count % AT_ONCE:
            told(count)
    _refuse(errors, wrong, count)
    return Looked(count, reader.warnings, first)


def _refuse(errors: list[str], wrong: int, rows: int) -> None:
    if wrong > len(errors):
        errors.append(f"… dan {wrong - len(errors)} kesalahan lain.")
    if errors or not rows:
        raise ImportProblem(errors or NO_ROWS)


@transaction.atomic
def import_answers(
    *, source: Source, period: Period, by: User | None = None, told: Told = silent
) -> Imported:
    """Look, then save every row under one bundle. A row of this file that is there stays one."""
    looked = look(source=source, period=period, by=by)
    with source.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    batch = _batch(period, source.name, by)
    reader, rows = _opened(source, period)
    _check_at_once()
    new = read = 0
    while some := list(islice(rows, AT_ONCE)):
        new += _copied(period, batch, [_values(reader, row, digest, period) for row in some])
        read += len(some)
        told(read)
    if not new:
        batch.delete()
        return Imported(looked.rows, 0, None)
    activity.record(
        obj=batch,
        verb="surveys.paperbatch.import",
        summary=f"Impor jawaban: {new} dari {looked.rows} baris, {batch}",
        by=by,
        organization=period.unit.organization,
    )
    return Imported(looked.rows, new, batch)


def _check_at_once() -> None:
    """Foreign keys row by row: put off to the end, every row's triggers walk all that wait."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _opened(source: Source, period: Period) -> tuple[Reader, Iterator[Row]]:
    titles, rows = titles_and_rows(source.path, source.name, source.renamed)
    unit = period.unit
    reader = Reader(
        titles=titles,
        order=source.order,
        unit_code=unit.code,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        today=timezone.localdate(),
        services=_by_name(unit, "services"),
        points=_by_name(unit, "points"),
        period_order=period.questionnaire.element_order,
    )
    return reader, rows


def _by_name(unit: ServiceUnit, what: str) -> dict[str, int]:
    rows = getattr(unit, what).values_list("pk", "code", "name")
    return {folded(text): pk for pk, code, name in rows for text in (code, name)}


def _batch(period: Period, name: str, by: User | None) -> PaperBatch:
    return PaperBatch.objects.create(
        period=period,
        number=next_number(period),
        mode=Mode.IMPORT,
        source=name[:160],
        filled_on=_day_without(period),
        state=BatchState.DONE,
        entered_by=by,
    )


def _day_without(period: Period) -> Any:
    """The day of a row that tells none."""
    return max(period.starts_on, min(period.ends_on, timezone.localdate()))


def _values(reader: Reader, row: Row, digest: str, period: Period) -> tuple[Any, ...]:
    answer = reader.read(*row, [])
    about = answer.about
    return (
        answer.number,
        _key(digest, period, answer.number),
        answer.day or _day_without(period),
        answer.service,
        answer.point,
        int(Flag.STRAIGHT) if is_straight(answer.scores) else 0,
        about["sex"], about["age"], about["education"], about["occupation"], about["disability"],
        *(PARTS * score for score in answer.scores),
    )  # fmt: skip


def _key(digest: str, period: Period, row: int) -> UUID:
    return uuid5(NAMESPACE_OID, f"surveys.file:{digest}:{period.pk}:{row}")


def _copied(period: Period, batch: PaperBatch, rows: list[tuple[Any, ...]]) -> int:
    """Copy the rows beside the table, then take over those that are not there yet."""
    with connection.cursor() as cursor:
        cursor.execute(_INCOMING)
        with cursor.copy(f"COPY surveys_incoming ({_NAMES}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO surveys_response (period_id, batch_id, mode, language, parts, local, {_NAMES})"  # noqa: S608
            f" SELECT %s, %s, %s, 'id', '{{}}', '{{}}', {_NAMES} FROM surveys_incoming"
            " ON CONFLICT (client_key) DO NOTHING",
            [period.pk, batch.pk, Mode.IMPORT],
        )
        count = cursor.rowcount
        cursor.execute("TRUNCATE surveys_incoming")
    return count

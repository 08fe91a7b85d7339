"""Look at a file, keep what was seen, save it: the way units, people and lists come in by file.

A look saves every row as the import would, and takes all of it back: what is shown is what will
happen, clashes of assignments included. No mail leaves before the second step.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.choices import ImportState
from organizations.imports.kinds import NEW, REFUSED, THERE, Kind, Line, WrongRow
from organizations.imports.units import UNITS
from organizations.imports.users import USERS
from organizations.models import FileImport, User
from organizations.spreadsheets.columns import FileRow, read_rows
from organizations.spreadsheets.files import read_table
from organizations.spreadsheets.table import ImportProblem

KINDS = {kind.name: kind for kind in (UNITS, USERS)}
MOST_ROWS = 1000
_ROW = re.compile(r"Baris (\d+)")
TOO_MANY = f"Berkas berisi lebih dari {MOST_ROWS} baris. Bagi menjadi beberapa berkas."
DONE = "Impor ini sudah diselesaikan. Unggah berkasnya lagi bila perlu."
MOVED_ON = "Data portal berubah sejak diperiksa. Hasil periksanya sudah diperbarui; lihat lagi."


@dataclass(frozen=True)
class Looked:
    rows: list[FileRow]
    lines: list[Line]
    warnings: list[str]

    def summary(self) -> dict[str, Any]:
        return {"lines": [line.as_json() for line in self.lines], "warnings": self.warnings}


def may(by: User | None, kind: Kind) -> None:
    """Whom the kind lets; None is the command line."""
    if by is not None:
        allow(kind.may(by))


def look(*, kind: Kind, name: str, content: bytes, by: User | None) -> Looked:
    """What the file would do; nothing stays. ImportProblem holds every error of the file."""
    may(by, kind)
    parsed = read_rows(read_table(name, content, kind.layouts), kind.columns)
    if len(parsed.rows) > MOST_ROWS:
        raise ImportProblem(TOO_MANY)
    errors = list(parsed.errors)
    lines = _try(kind, parsed.rows, by, errors)
    if errors:
        raise ImportProblem(_in_order(errors))
    return Looked(parsed.rows, lines, parsed.warnings)


def _try(kind: Kind, rows: Sequence[FileRow], by: User | None, errors: list[str]) -> list[Line]:
    with transaction.atomic():
        lines = _save(kind, rows, by, errors)
        transaction.set_rollback(True)
    return lines


def _save(kind: Kind, rows: Sequence[FileRow], by: User | None, errors: list[str]) -> list[Line]:
    """Save row by row; a refused one becomes an error and the others are looked at as well."""
    lines = []
    with kind.inside():
        for row in kind.ordered(rows, errors):
            try:
                with transaction.atomic():
                    lines.append(kind.save(row, by))
            except WrongRow as wrong:
                errors.append(str(wrong))
            except ValidationError as wrong:
                errors += [f"Baris {row.number}: {sentence}" for sentence in wrong.messages]
    return sorted(lines, key=lambda line: line.number)


def _in_order(errors: Sequence[str]) -> list[str]:
    """From the first row of the file to the last; what is said of the whole file first."""

    def row(said: str) -> int:
        found = _ROW.match(said)
        return int(found[1]) if found else 0

    return sorted(errors, key=row)


@transaction.atomic
def apply(*, kind: Kind, rows: Sequence[FileRow], by: User | None) -> list[Line]:
    """Save all rows, or raise ImportProblem and save none; new people are invited by mail."""
    may(by, kind)
    errors: list[str] = []
    lines = _save(kind, rows, by, errors)
    if errors:
        raise ImportProblem(_in_order(errors))
    return lines


# --- The two steps in the browser -----------------------------------------------------------------


def keep(*, kind: Kind, name: str, content: bytes, by: User) -> FileImport:
    """First step: what was seen waits for its confirmation."""
    looked = look(kind=kind, name=name, content=content, by=by)
    return FileImport.objects.create(
        kind=kind.name,
        subject=kind.subject,
        file_name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[row.as_json() for row in looked.rows],
        summary=looked.summary(),
        uploaded_by=by,
    )


def confirm(*, kept: FileImport, kind: Kind, by: User) -> FileImport:
    """Second step: save what was shown. When it would be something else by now, show that."""
    may(by, kind)
    rows = [FileRow(**row) for row in kept.rows]
    with transaction.atomic():
        locked = FileImport.objects.select_for_update().get(pk=kept.pk)
        if locked.state != ImportState.PREVIEW:
            raise ImportProblem(DONE)
        lines = apply(kind=kind, rows=rows, by=by)
        has_moved = [line.as_json() for line in lines] != locked.summary["lines"]
        if has_moved:
            transaction.set_rollback(True)
        else:
            _close(locked, kind, by, ImportState.APPLIED)
    if has_moved:
        kept.summary = {**kept.summary, "lines": [line.as_json() for line in lines]}
        kept.save(update_fields=["summary"])
        raise ImportProblem(MOVED_ON)
    return locked


@transaction.atomic
def cancel(*, kept: FileImport, kind: Kind, by: User) -> FileImport:
    locked = FileImport.objects.select_for_update().get(pk=kept.pk)
    may(by, kind)
    if locked.state == ImportState.PREVIEW:
        _close(locked, kind, by, ImportState.CANCELLED)
    return locked


def _close(kept: FileImport, kind: Kind, by: User, state: ImportState) -> None:
    kept.state, kept.closed_at = state, timezone.now()
    kept.save(update_fields=["state", "closed_at"])
    said = "disimpan" if state == ImportState.APPLIED else "dibatalkan"
    activity.record(
        obj=kept,
        verb="organizations.file_import",
        summary=f"{kind.title} {said}: {kept.file_name} ({told(kept.summary['lines'])})",
        by=by,
        organization=kind.organization,
    )


def told(lines: Sequence[dict[str, Any]]) -> str:
    """How many are new, how many there were already, and how many a file cannot bring."""
    actions = [line["action"] for line in lines]
    refused = f", {actions.count(REFUSED)} {REFUSED}" if REFUSED in actions else ""
    return f"{actions.count(NEW)} {NEW}, {actions.count(THERE)} {THERE}{refused}"

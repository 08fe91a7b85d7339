"""Import: look at a file, keep its preview, save it in one transaction or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.choices import ImportState
from organizations.models import Organization, User
from organizations.spreadsheets.table import ImportProblem
from organizations.values import Convention
from performance import permissions
from performance.entry.queries.locks import locked_quarters
from performance.models import ImportBatch
from performance.plan.actions.periods import NO_PERIOD
from performance.plan.queries.closed_years import closed_years_of
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.standing import Standing
from performance.stamps import PLAN_YEAR, bump_stamp
from performance.transfer.actions.lines import lines_of
from performance.transfer.actions.writes import write
from performance.transfer.actions.writing import Writer
from performance.transfer.readers.by_name import Namer, has_unnamed
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.compute import compute
from performance.transfer.readers.parsing import parse_file
from performance.transfer.readers.preview import Preview, describe
from performance.transfer.readers.refusals import Locks
from performance.transfer.readers.rows import ImportRow, ParsedRows, refuse_repeats
from performance.transfer.readers.state import Frame, load_state

COMMAND_REASON = "Impor melalui baris perintah"
MOVED_ON = (
    "Data berubah sejak pratinjau dibuat. Pratinjau sudah diperbarui; periksa lagi lalu simpan."
)

NOT_AGREED = (
    "Setujui pertanyaan di pratinjau bila isinya memang demikian (perintah: --setuju), atau "
    "perbaiki berkasnya. Belum ada yang disimpan."
)


@dataclass(frozen=True)
class Looked:
    """A file that can be saved as it is: its rows and what they will do."""

    frame: Frame
    rows: list[ImportRow]
    changes: Changes
    preview: Preview


def look_at_file(
    *,
    organization: Organization,
    year: int,
    name: str,
    content: bytes,
    needs_schedule: bool = True,
    decimals: Convention | None = None,
) -> Looked:
    """Read, check and compare a file; nothing is written. Raises ImportProblem with every error.

    Without `needs_schedule` quarters that never had a window take figures: years before the portal.
    """
    parsed = parse_file(
        organization=organization, year=year, name=name, content=content, decimals=decimals
    )
    return look_at_rows(
        organization=organization,
        year=year,
        rows=parsed.rows,
        needs_schedule=needs_schedule,
        parsed=parsed,
    )


def look_at_rows(
    *,
    organization: Organization,
    year: int,
    rows: list[ImportRow],
    needs_schedule: bool = True,
    for_update: bool = False,
    parsed: ParsedRows | None = None,
) -> Looked:
    """`parsed` is what was said about the file while it was read."""
    said = parsed or ParsedRows()
    frame = Frame.of(organization, year)
    if frame is None:
        raise ImportProblem([*said.errors, NO_PERIOD.format(year=year)])
    quarters = locked_quarters(
        organization, year, for_update=for_update, needs_schedule=needs_schedule
    )
    plan = PlanLocks.read(organization.pk, for_update=for_update)
    state = load_state(frame, for_update=for_update)
    known = [row.pk for row in state.indicators.values() if row.pk]
    standing = Standing.read(closed_years_of(organization.pk, frame.period), known)
    locks = Locks(quarters, plan, standing)
    errors, warnings = list(said.errors), list(said.warnings)
    if has_unnamed(rows):
        rows = Namer(frame, state, errors, warnings).name(rows)
        refuse_repeats(rows, errors)
    changes = compute(frame, state, rows, locks)
    changes.warnings[:0] = warnings
    found = [*errors, *changes.errors]
    if found:
        raise ImportProblem(found)
    return Looked(frame, rows, changes, describe(frame, changes, rows, said.notes))


@transaction.atomic
def apply_rows(
    *,
    organization: Organization,
    year: int,
    rows: list[ImportRow],
    by: User | None = None,
    needs_schedule: bool = False,
    reason: str = "",
    expected: str = "",
    is_agreed: bool = False,
    parsed: ParsedRows | None = None,
) -> Looked:
    """Write the rows: tree, indicators, targets, pagu, realisations, remainders, history, stamp.

    All or nothing. `expected` is the digest of a preview: anything else raises ImportProblem.
    A preview that asks something is saved once somebody `is_agreed`. The caller has asked for the
    right.
    """
    _hold_unit(organization)
    looked = look_at_rows(
        organization=organization,
        year=year,
        rows=rows,
        needs_schedule=needs_schedule,
        for_update=True,
        parsed=parsed,
    )
    if expected and looked.preview.digest != expected:
        raise ImportProblem(MOVED_ON)
    if looked.preview.questions and not is_agreed:
        raise ImportProblem([*looked.preview.questions, NOT_AGREED])
    if not looked.changes.is_empty():
        writer = Writer(looked.frame, looked.changes, by)
        write(writer)
        bump_stamp(organization.pk, year)
        bump_stamp(organization.pk, PLAN_YEAR)
        activity.record_many(lines_of(writer, reason), by=by, organization=organization)
    return looked


def _hold_unit(organization: Organization) -> None:
    """Two imports of one unit wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [20812, organization.pk])


@transaction.atomic
def keep_preview(
    *,
    organization: Organization,
    year: int,
    name: str,
    content: bytes,
    by: User,
    decimals: Convention | None = None,
) -> ImportBatch:
    """First step in the browser: the checked rows wait for their confirmation."""
    _require_import(by, organization)
    looked = look_at_file(
        organization=organization, year=year, name=name, content=content, decimals=decimals
    )
    return ImportBatch.objects.create(
        organization=organization,
        year=year,
        file_name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[row.as_json() for row in looked.rows],
        summary=looked.preview.as_json(),
        uploaded_by=by,
    )


def confirm_batch(*, batch: ImportBatch, by: User, is_agreed: bool = False) -> ImportBatch:
    """Second step: save what the preview showed; when data moved on, show a new preview."""
    try:
        return confirm_in_place(batch=batch, by=by, is_agreed=is_agreed)
    except ImportProblem as problem:
        if problem.messages == [MOVED_ON]:
            refresh_preview(batch)
        raise


@transaction.atomic
def confirm_in_place(*, batch: ImportBatch, by: User, is_agreed: bool = False) -> ImportBatch:
    """Save what the preview showed, inside whatever transaction is open."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    allow(permissions.can_confirm_import(by, locked))
    if locked.state != ImportState.PREVIEW:
        raise ImportProblem("Impor ini sudah diselesaikan. Unggah berkasnya lagi bila perlu.")
    apply_rows(
        organization=locked.organization,
        year=locked.year,
        rows=[ImportRow.from_json(row) for row in locked.rows],
        by=by,
        needs_schedule=True,
        reason=f"Impor berkas {locked.file_name}",
        expected=locked.summary["digest"],
        is_agreed=is_agreed,
    )
    locked.state, locked.applied_at = ImportState.APPLIED, timezone.now()
    locked.save(update_fields=["state", "applied_at"])
    _record(locked, by, "Impor disimpan")
    return locked


def refresh_preview(batch: ImportBatch) -> None:
    rows = [ImportRow.from_json(row) for row in batch.rows]
    looked = look_at_rows(organization=batch.organization, year=batch.year, rows=rows)
    batch.summary = {**looked.preview.as_json(), "reading": batch.summary.get("reading", [])}
    batch.save(update_fields=["summary"])


@transaction.atomic
def cancel_batch(*, batch: ImportBatch, by: User) -> ImportBatch:
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    _require_import(by, locked.organization)
    if locked.state == ImportState.PREVIEW:
        locked.state = ImportState.CANCELLED
        locked.save(update_fields=["state"])
        _record(locked, by, "Impor dibatalkan")
    return locked


@transaction.atomic
def import_file(
    *,
    organization: Organization,
    year: int,
    name: str,
    content: bytes,
    by: User | None = None,
    reason: str = COMMAND_REASON,
    is_agreed: bool = False,
    decimals: Convention | None = None,
) -> ImportBatch:
    """One step, by command: bound by every lock, but not by a schedule that was never made."""
    parsed = parse_file(
        organization=organization, year=year, name=name, content=content, decimals=decimals
    )
    looked = apply_rows(
        organization=organization,
        year=year,
        rows=parsed.rows,
        by=by,
        reason=reason,
        is_agreed=is_agreed,
        parsed=parsed,
    )
    summary = looked.preview.as_json()
    batch = ImportBatch.objects.create(
        organization=organization,
        year=year,
        file_name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        summary=summary,
        state=ImportState.APPLIED,
        uploaded_by=by,
        applied_at=timezone.now(),
    )
    _record(batch, by, "Impor disimpan", reason)
    return batch


def _record(batch: ImportBatch, by: User | None, what: str, reason: str = "") -> None:
    counts = batch.summary.get("counts", {})
    told = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
    activity.record(
        obj=batch,
        verb="performance.import",
        summary=f"{what}: {batch.file_name} ({told or 'tanpa perubahan'})",
        by=by,
        organization=batch.organization,
        reason=reason,
    )


def _require_import(by: User, organization: Organization) -> None:
    allow(permissions.can_import(by, organization.pk))

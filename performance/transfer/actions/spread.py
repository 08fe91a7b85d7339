"""One SIPD export of the whole city, spread over its units: one preview, saved in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction

from organizations.access import allow
from organizations.models import Organization, User
from organizations.spreadsheets.convention import convention_of
from organizations.spreadsheets.table import ImportProblem, Table
from organizations.texts import code_text
from organizations.values import Convention
from performance import permissions
from performance.models import ImportBatch
from performance.transfer.actions.transfer import (
    MOVED_ON,
    Looked,
    cancel_batch,
    confirm_in_place,
    look_at_rows,
    refresh_preview,
)
from performance.transfer.readers.facts import Target, owners_of
from performance.transfer.readers.files import arranged, read_raw
from performance.transfer.readers.rows import parse_table
from performance.transfer.readers.sipd import is_money, is_sipd

NOT_SIPD = (
    "Impor seluruh kota membaca ekspor SIPD dengan kolom KODE SKPD, KODE SUB KEGIATAN, dan NAMA SUB "
    "KEGIATAN. Berkas satu perangkat daerah diimpor di halaman Impor."
)


@transaction.atomic
def keep_city_preview(
    *, year: int, name: str, content: bytes, by: User, decimals: Convention | None = None
) -> UUID:
    """First step: what the file would do to each unit waits for one confirmation.

    ImportProblem holds the errors of every unit. Owners that are no unit here are named.
    """
    allow(permissions.can_import_city(by))
    table = read_raw(name, content)
    owners = owners_of(table) if is_sipd(table.titles) else {}
    if not owners:
        raise ImportProblem(NOT_SIPD)
    units = _units(owners)
    if not units:
        raise ImportProblem(
            f"Tidak ada KODE SKPD di berkas yang dikenal portal: {_unknown(owners, units)}."
        )
    places = [place for place, title in enumerate(table.titles) if is_money(title)]
    convention, told = convention_of(table, places, decimals)
    looked = _look_at_all(table, units, year, convention)
    spread = uuid4()
    unknown = _unknown(owners, units)
    for place, (unit, one) in enumerate(looked):
        preview = replace(one.preview, reading=[*table.notes, *told])
        if place == 0 and unknown:
            left_out = f"Baris dengan KODE SKPD yang tidak dikenal portal tidak dibaca: {unknown}."
            preview = replace(preview, warnings=[left_out, *preview.warnings])
        ImportBatch.objects.create(
            organization=unit,
            year=year,
            file_name=name[-200:],
            sha256=hashlib.sha256(content).hexdigest(),
            rows=[row.as_json() for row in one.rows],
            summary=preview.as_json(),
            uploaded_by=by,
            spread=spread,
        )
    return spread


def _units(owners: dict[str, tuple[str, int]]) -> list[Organization]:
    reporting = Organization.objects.reporting().order_by("name")
    return [unit for unit in reporting if code_text(unit.code) in owners]


def _unknown(owners: dict[str, tuple[str, int]], units: Sequence[Organization]) -> str:
    known = {code_text(unit.code) for unit in units}
    left = [(code, *found) for code, found in owners.items() if code not in known]
    return ", ".join(f"{code} {name} ({count} baris)" for code, name, count in left[:20])


def _look_at_all(
    table: Table, units: Sequence[Organization], year: int, convention: Convention | None
) -> list[tuple[Organization, Looked]]:
    looked, problems = [], []
    for unit in units:
        target = replace(Target.of(unit, year), tells_others=False)
        try:
            parsed = parse_table(arranged(table, target, convention), convention)
            one = look_at_rows(organization=unit, year=year, rows=parsed.rows, parsed=parsed)
            looked.append((unit, one))
        except ImportProblem as problem:
            problems += [f"{unit.short_name}: {sentence}" for sentence in problem.messages]
    if problems:
        raise ImportProblem(problems)
    return looked


def confirm_city(*, batches: Sequence[ImportBatch], by: User, is_agreed: bool = False) -> None:
    """Second step: all units or none; when data moved on, new previews are kept."""
    allow(permissions.can_import_city(by))
    try:
        with transaction.atomic():
            for batch in batches:
                confirm_in_place(batch=batch, by=by, is_agreed=is_agreed)
    except ImportProblem as problem:
        if problem.messages == [MOVED_ON]:
            for batch in batches:
                refresh_preview(batch)
        raise


@transaction.atomic
def cancel_city(*, batches: Sequence[ImportBatch], by: User) -> None:
    allow(permissions.can_import_city(by))
    for batch in batches:
        cancel_batch(batch=batch, by=by)

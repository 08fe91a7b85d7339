"""Cells of the grid into rows of the year: one statement a table, versions compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection

from organizations import activity
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from organizations.values import rupiah_problem, sentence
from performance.entry.queries.marks import quantity_problem
from performance.entry.queries.source import EntryKey
from performance.entry.queries.source_sql import VALID_NODE
from performance.feeds import feed_name
from performance.former import sql_in_year
from performance.formulas import word_of
from performance.words import REACHED, SPENT, in_quarter, with_unit

QUANTITY, RUPIAH = "k", "rp"


@dataclass(frozen=True)
class Cell:
    """One typed figure: K of an indicator or rupiah of a sub kegiatan, and what was seen."""

    kind: str
    pk: int
    value: Decimal | None
    version: int
    mark: str = ""  # "%" or "Rp" typed beside the figure

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True)
class Conflict:
    """Somebody else's figure in a cell that was to be saved."""

    theirs: Any
    version: int
    who: str
    at: datetime | None
    scale: str = ""


class EntryConflict(ChangedMeanwhile):
    """The rows changed since they were read; nothing was written."""

    def __init__(self, conflicts: Mapping[str, Conflict]) -> None:
        super().__init__("Baris ini baru saja diubah orang lain.")
        self.conflicts = dict(conflicts)


@dataclass(frozen=True)
class Row:
    """A row of the year as it stands now, locked; version 0 when there is none yet."""

    name: str
    unit: str
    scale: str
    feed: str
    value: Any
    version: int
    at: datetime | None
    who: str | None

    def conflict(self) -> Conflict:
        who = self.who or "Impor atau sistem"
        return Conflict(self.value, self.version, who, self.at, self.scale)


@dataclass(frozen=True)
class Written:
    """The new versions by cell name, and the history lines that go with them."""

    versions: dict[str, int] = field(default_factory=dict)
    lines: tuple[activity.Line, ...] = ()
    scales: dict[str, str] = field(default_factory=dict)  # of cells whose figures are words
    grown: dict[int, int] = field(default_factory=dict)  # rupiah of a node: by how much

    def with_(self, other: Written) -> Written:
        return Written(
            {**self.versions, **other.versions},
            (*self.lines, *other.lines),
            {**self.scales, **other.scales},
            {**self.grown, **other.grown},
        )


@dataclass(frozen=True)
class Table:
    """Where the cells of one kind live."""

    kind: str
    label: str
    object_type: str
    hold: str
    upsert: str

    def column(self, quarter: int) -> str:
        return f"{self.kind}{quarter}"


_HOLD = """
WITH held AS (
    SELECT id, {owner}_id, {{column}} AS value, row_version, updated_at, updated_by_id
    FROM {table} WHERE year = %(year)s AND {owner}_id = ANY(%(ids)s::bigint[])
    ORDER BY id FOR UPDATE
)
SELECT o.id, {name}, {unit}, {scale}, {feed}, held.value, coalesce(held.row_version, 0), held.updated_at, u.full_name
FROM {owners} LEFT JOIN held ON held.{owner}_id = o.id
LEFT JOIN organizations_user u ON u.id = held.updated_by_id
WHERE o.id = ANY(%(ids)s::bigint[]) AND {organization} = %(organization)s AND {valid_node}
"""
_UPSERT = """
INSERT INTO {table} AS r
    ({owner}_id, year, organization_id, {{column}}, row_version, updated_by_id, updated_at{extra})
SELECT u.pk, %s, %s, u.value, u.version + 1, %s, clock_timestamp(){value}
FROM unnest(%s::bigint[], %s::{type}[], %s::int[]) AS u(pk, value, version)
ON CONFLICT ({owner}_id, year) DO UPDATE
    SET {{column}} = EXCLUDED.{{column}}, row_version = EXCLUDED.row_version,
        updated_by_id = EXCLUDED.updated_by_id, updated_at = EXCLUDED.updated_at
    WHERE r.row_version = EXCLUDED.row_version - 1
RETURNING r.id, r.{owner}_id, r.row_version
"""
TABLES = {
    QUANTITY: Table(
        QUANTITY,
        REACHED,
        "performance.realization",
        _HOLD.format(
            table="performance_realization",
            owner="indicator",
            name=sql_in_year("o", "name"),
            unit=sql_in_year("o", "unit"),
            scale=sql_in_year("o", "scale"),
            organization=sql_in_year("o", "organization", "bigint", suffix="_id"),
            feed="coalesce(f.source, '')",
            owners="""performance_indicator o JOIN performance_plannode n ON n.id = o.node_id
                LEFT JOIN performance_indicatorfeed f ON f.indicator_id = o.id""",
            valid_node=f"{sql_in_year('o', 'is_active', 'boolean')} AND {VALID_NODE}",
        ),
        _UPSERT.format(
            table="performance_realization", owner="indicator", extra="", value="", type="numeric"
        ),
    ),
    RUPIAH: Table(
        RUPIAH,
        SPENT,
        "performance.budgetrealization",
        _HOLD.format(
            table="performance_budgetrealization",
            owner="node",
            name=sql_in_year("o", "name", owner="node"),
            unit="'Rp'",
            scale="''",
            organization="o.organization_id",
            feed="''",
            owners="performance_plannode o JOIN performance_plannode n ON n.id = o.id",
            valid_node=f"o.level = 'subkegiatan' AND {VALID_NODE}",
        ),
        _UPSERT.format(
            table="performance_budgetrealization",
            owner="node",
            extra=", is_remainder",
            value=", false",
            type="bigint",
        ),
    ),
}


def hold_rows(key: EntryKey, table: Table, cells: Sequence[Cell]) -> dict[int, Row]:
    """The rows of these cells, locked; a cell that is not of this unit's grid is refused."""
    parameters = {**key.parameters(), "ids": [cell.pk for cell in cells]}
    with connection.cursor() as cursor:
        cursor.execute(table.hold.format(column=table.column(key.quarter)), parameters)
        rows = {row[0]: Row(*row[1:]) for row in cursor.fetchall()}
    if len(rows) < len(set(parameters["ids"])):
        raise ObjectDoesNotExist("Baris ini bukan bagian dari pengisian unit Anda.")
    return rows


def require_possible(cells: Sequence[Cell], rows: Mapping[int, Row]) -> None:
    """Every cell holds a figure that can be true, and that a person may change."""
    told = {c.name: _fed(c, rows[c.pk]) or _problem(c, rows[c.pk]) for c in cells}
    if problems := {name: sentence for name, sentence in told.items() if sentence}:
        raise ValidationError(problems)


def write_cells(key: EntryKey, table: Table, cells: Sequence[Cell], by: User) -> Written:
    """Lock the rows, compare versions, write what differs; the history lines come back."""
    rows = hold_rows(key, table, cells)
    require_possible(cells, rows)
    conflicts = find_conflicts(cells, rows)
    if conflicts:
        raise EntryConflict(conflicts)
    changed = [cell for cell in cells if cell.value != rows[cell.pk].value]
    versions = {cell.name: rows[cell.pk].version for cell in cells}
    scales = {cell.name: rows[cell.pk].scale for cell in cells if rows[cell.pk].scale}
    if not changed:
        return Written(versions, scales=scales)
    saved = _upsert(key, table, changed, versions, by)
    missed = [cell for cell in changed if cell.pk not in saved]
    if missed:  # somebody else made the row at the same moment
        rows = hold_rows(key, table, missed)
        raise EntryConflict({cell.name: rows[cell.pk].conflict() for cell in missed})
    return Written(
        versions | {cell.name: saved[cell.pk][1] for cell in changed},
        tuple(_line(key, table, cell, rows[cell.pk], saved[cell.pk][0]) for cell in changed),
        scales,
        _grown(changed, rows) if table.kind == RUPIAH else {},
    )


def _grown(changed: Iterable[Cell], rows: Mapping[int, Row]) -> dict[int, int]:
    return {cell.pk: int(cell.value or 0) - int(rows[cell.pk].value or 0) for cell in changed}


def find_conflicts(cells: Iterable[Cell], rows: Mapping[int, Row]) -> dict[str, Conflict]:
    """Cells whose row moved on and whose figure is not the one to be saved anyway."""
    return {
        cell.name: rows[cell.pk].conflict()
        for cell in cells
        if rows[cell.pk].version != cell.version and rows[cell.pk].value != cell.value
    }


def _upsert(
    key: EntryKey, table: Table, cells: Sequence[Cell], versions: Mapping[str, int], by: User
) -> dict[int, tuple[int, int]]:
    """The written rows: owner → (row, new version)."""
    values = [c.value if c.value is None or table.kind == QUANTITY else int(c.value) for c in cells]
    parameters: list[Any] = [
        key.year,
        key.organization_id,
        by.pk,
        [cell.pk for cell in cells],
        values,
        [versions[cell.name] for cell in cells],
    ]
    with connection.cursor() as cursor:
        cursor.execute(table.upsert.format(column=table.column(key.quarter)), parameters)
        return {owner: (pk, version) for pk, owner, version in cursor.fetchall()}


def _line(key: EntryKey, table: Table, cell: Cell, row: Row, row_id: int) -> activity.Line:
    label = in_quarter(table.label, key.year, key.quarter)
    return activity.Line(
        object_type=table.object_type,
        object_id=row_id,
        verb="performance.enter",
        summary=f"{label}: {row.name}",
        changes={
            table.column(key.quarter): activity.changed(
                with_unit(label, row.unit), _word(row.value, row), _word(cell.value, row)
            )
        },
    )


def _word(value: Any, row: Row) -> Any:
    return word_of(value, row.scale) if row.scale and value is not None else value


def _fed(cell: Cell, row: Row) -> str:
    """Why a fed figure cannot be typed, or nothing."""
    name = feed_name(row.feed)
    if not name or cell.value == row.value:
        return ""
    return f"Angka ini diambil otomatis dari “{name}” dan tidak dapat diketik."


def _problem(cell: Cell, row: Row) -> str:
    """Why this figure cannot stand, or nothing."""
    if cell.value is None:
        return ""
    if cell.kind == RUPIAH:
        return sentence(rupiah_problem(cell.value, cell.mark))
    exponent = cell.value.as_tuple().exponent
    if not row.scale and isinstance(exponent, int) and exponent < -6:
        return "Paling banyak enam angka di belakang koma."
    return sentence(quantity_problem(cell.value, row.unit, row.scale, cell.mark))

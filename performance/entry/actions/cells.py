"""Cells of the grid into rows of the year: one statement a table, versions compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection

from organizations import activity
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from organizations.values import rupiah_problem, sentence
from performance.entry.actions.cell_tables import QUANTITY, RUPIAH, Table
from performance.entry.queries.marks import parts_problem, quantity_problem
from performance.entry.queries.source import EntryKey, NodeSource
from performance.feeds import feed_name
from performance.formulas import Share, parts_of, per_of, share, word_of
from performance.words import in_quarter, parts_said, said, with_unit


@dataclass(frozen=True)
class Cell:
    """One typed figure: K of an indicator or rupiah of a sub kegiatan, and what was seen."""

    kind: str
    pk: int
    value: Decimal | None
    version: int
    mark: str = ""  # "%" or "Rp" typed beside the figure
    parts: tuple[Decimal | None, Decimal | None] | None = None  # of a ratio; K follows from them
    is_agreed: bool = False  # may be as it is, although it was asked about

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
    per: int | None = None  # of the other quarters with parts: a year keeps its factor
    is_ratio: bool = False
    is_under_total: bool = False
    is_merging: bool = False  # units merged or work moved in the year

    @classmethod
    def of(cls, columns: Sequence[Any]) -> Row:
        numerator, denominator = columns[8:10]
        row = cls(*columns[:8], *columns[10:])
        if row.value is None or numerator is None:
            return row
        factor = row.per or per_of(row.unit)
        return replace(row, value=Share(row.value, numerator, denominator, factor))

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
    values: dict[str, Decimal | None] = field(default_factory=dict)  # by cell name, as stored
    # Rupiah that changed under a stated total, and the unit's nodes once they were read.
    under_total: frozenset[int] = frozenset()
    # Cells of a year of mergers and moves.
    merging: dict[str, Decimal | None] = field(default_factory=dict)
    nodes: tuple[NodeSource, ...] = ()

    def with_(self, other: Written) -> Written:
        return Written(
            {**self.versions, **other.versions},
            (*self.lines, *other.lines),
            {**self.scales, **other.scales},
            {**self.grown, **other.grown},
            {**self.values, **other.values},
            self.under_total | other.under_total,
            {**self.merging, **other.merging},
        )


def hold_rows(key: EntryKey, table: Table, cells: Sequence[Cell]) -> dict[int, Row]:
    """The rows of these cells, locked; a cell that is not of this unit's grid is refused."""
    parameters = {**key.parameters(), "ids": [cell.pk for cell in cells]}
    with connection.cursor() as cursor:
        cursor.execute(table.statement(table.hold, key.quarter), parameters)
        rows = {row[0]: Row.of(row[1:]) for row in cursor.fetchall()}
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
    cells = [_computed(cell, rows[cell.pk]) for cell in cells]
    conflicts = find_conflicts(cells, rows)
    if conflicts:
        raise EntryConflict(conflicts)
    changed = [cell for cell in cells if not _is_same(cell.value, rows[cell.pk].value)]
    versions = {cell.name: rows[cell.pk].version for cell in cells}
    scales = {cell.name: rows[cell.pk].scale for cell in cells if rows[cell.pk].scale}
    values = {cell.name: cell.value for cell in cells}
    if not changed:
        return Written(versions, scales=scales, values=values)
    saved = _upsert(key, table, changed, rows, by)
    missed = [cell for cell in changed if cell.pk not in saved]
    if missed:  # somebody else made the row at the same moment
        rows = hold_rows(key, table, missed)
        raise EntryConflict({cell.name: rows[cell.pk].conflict() for cell in missed})
    return Written(
        versions | {cell.name: saved[cell.pk][1] for cell in changed},
        tuple(_line(key, table, cell, rows[cell.pk], saved[cell.pk][0]) for cell in changed),
        scales,
        _grown(changed, rows) if table.kind == RUPIAH else {},
        values,
        frozenset(cell.pk for cell in changed if rows[cell.pk].is_under_total),
        {cell.name: cell.value for cell in changed if rows[cell.pk].is_merging},
    )


def _grown(changed: Iterable[Cell], rows: Mapping[int, Row]) -> dict[int, int]:
    return {cell.pk: int(cell.value or 0) - int(rows[cell.pk].value or 0) for cell in changed}


def find_conflicts(cells: Iterable[Cell], rows: Mapping[int, Row]) -> dict[str, Conflict]:
    """Cells whose row moved on and whose figure is not the one to be saved anyway."""
    return {
        cell.name: rows[cell.pk].conflict()
        for cell in cells
        if rows[cell.pk].version != cell.version and not _is_same(rows[cell.pk].value, cell.value)
    }


def _is_same(one: Any, other: Any) -> bool:
    """The same figure, of the same parts where it has any: 15 of 30 is not 20 of 40."""
    return one == other and parts_of(one) == parts_of(other)


def _computed(cell: Cell, row: Row) -> Cell:
    """The cell of a ratio with its K."""
    if cell.parts is None:
        return cell
    numerator, denominator = cell.parts
    if numerator is None or denominator is None:
        return cell
    return replace(cell, value=share(numerator, denominator, row.per or per_of(row.unit)))


def _upsert(
    key: EntryKey, table: Table, cells: Sequence[Cell], rows: Mapping[int, Row], by: User
) -> dict[int, tuple[int, int]]:
    """The written rows: owner → (row, new version)."""
    is_quantity = table.kind == QUANTITY
    parts = [parts_of(cell.value) or (None, None) for cell in cells]
    parameters: dict[str, Any] = {
        "year": key.year,
        "organization": key.organization_id,
        "by": by.pk,
        "pks": [cell.pk for cell in cells],
        "values": [c.value if c.value is None or is_quantity else int(c.value) for c in cells],
        "versions": [rows[cell.pk].version for cell in cells],
        "n": [numerator for numerator, _ in parts],
        "d": [denominator for _, denominator in parts],
        "per": [getattr(cell.value, "per", rows[cell.pk].per) for cell in cells],
    }
    with connection.cursor() as cursor:
        cursor.execute(table.statement(table.upsert, key.quarter), parameters)
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
    if isinstance(value, Share):
        return f"{parts_said(*value.parts)} = {said(value)}"
    return word_of(value, row.scale) if row.scale and value is not None else value


def _fed(cell: Cell, row: Row) -> str:
    """Why a fed figure cannot be typed, or nothing."""
    name = feed_name(row.feed)
    if not name or row.is_ratio or cell.value == row.value:
        return ""
    return f"Angka ini diambil otomatis dari “{name}” dan tidak dapat diketik."


NOT_A_RATIO = "Indikator ini tidak diisi dengan pembilang dan penyebut. Muat ulang halaman."
BY_PARTS = "Isi pembilang dan penyebut; nilainya dihitung portal."


def _problem(cell: Cell, row: Row) -> str:
    """Why this figure cannot stand, or nothing."""
    if cell.parts is not None:
        return _parts_problem(cell, row)
    if cell.value is None:
        return ""
    if row.is_ratio:
        return BY_PARTS
    if cell.kind == RUPIAH:
        return sentence(rupiah_problem(cell.value, cell.mark))
    exponent = cell.value.as_tuple().exponent
    if not row.scale and isinstance(exponent, int) and exponent < -6:
        return "Paling banyak enam angka di belakang koma."
    return sentence(quantity_problem(cell.value, row.unit, row.scale, cell.mark))


def _parts_problem(cell: Cell, row: Row) -> str:
    if not row.is_ratio:
        return NOT_A_RATIO
    numerator, denominator = cell.parts or (None, None)
    if problem := parts_problem(numerator, denominator):
        return sentence(problem)
    return sentence(quantity_problem(_computed(cell, row).value, row.unit))

"""The CSV of a result: its tables one under the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.definitions import Column, Table
from surveys.index.reports.tables import WHY, Row

LONG = "angka"


def long_table(tables: Sequence[Table]) -> Table:
    """All figures of these tables one under the other: the CSV; it is not printed.

    Why a figure is hidden stands in its row: there are no notes below.
    """
    kinds: dict[str, Column] = {}
    for table in tables:
        for column in table.columns:
            kinds.setdefault(column.name, Column(column.name, column.title, column.kind))
        if any(WHY.name in row for row in table.rows):
            kinds.setdefault(WHY.name, WHY)
    rows = [{"tabel": table.title, **_bare(row)} for table in tables for row in table.rows]
    return Table(LONG, "Semua angka", [Column("tabel", "Tabel"), *kinds.values()], rows)


def _bare(row: Mapping[str, Any]) -> Row:
    """A row for a machine: without what is for print alone."""
    return {name: value for name, value in row.items() if not name.startswith("_")}

"""Figures of a quarter that a unit typed before the work moved on within the year.

The row of the year goes along with the work, so there is one figure a quarter; what stood in it
when it went is read from the history of the row: said beside the cell, and asked about before
another figure replaces it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from organizations.formatting import format_rupiah, quarter_name
from performance.words import said

Told = Callable[[Decimal | int | None, str], str]  # of a figure and its scale


@dataclass(frozen=True)
class Came:
    """What a row held when it went along, and the unit that had typed it."""

    unit: str
    typed: tuple[Decimal | None, ...]

    def words(self, quarter: int, told: Told = said, scale: str = "") -> str:
        """What stands beside the cell; "" where nothing of the quarter came."""
        value = self.typed[quarter - 1]
        if value is None:
            return ""
        return (
            f"{self.unit} mengisi {told(value, scale)} sebelum pekerjaan ini pindah. Bila bertambah, isi "
            "angka seluruh triwulan."
        )

    def question(
        self, value: Decimal | int | None, quarter: int, told: Told = said, scale: str = ""
    ) -> str:
        """What a person has to say before another figure replaces it; "" where none has to."""
        came = self.typed[quarter - 1]
        if came is None or value is None or value == came:
            return ""
        return (
            f"{quarter_name(quarter)} sudah diisi {self.unit} sebelum pekerjaan ini pindah: "
            f"{told(came, scale)}. Simpan hanya bila {told(value, scale)} angka seluruh triwulan itu; isian "
            "unit itu digantikan."
        )

    def asking(
        self, scale: str = "", told: Told = said
    ) -> Callable[[Decimal | int | None, int], str]:
        """The question as a function of a figure and its quarter."""
        return lambda value, quarter: self.question(value, quarter, told, scale)


def rupiah(value: Decimal | int | None, _scale: str = "") -> str:
    """As `said`, of an amount of money."""
    return format_rupiah(value)


Along = Callable[[Sequence[int], int], dict[int, Came]]

# The last thing a row said before it was given to the owner it has now.
_SQL = """
SELECT r.{owner}_id, coalesce(nullif(o.short_name, ''), o.name), e.{kind}1, e.{kind}2, e.{kind}3, e.{kind}4
  FROM {table} r
 CROSS JOIN LATERAL (SELECT * FROM {table}event e WHERE e.pgh_obj_id = r.id
                      AND e.{owner}_id <> r.{owner}_id ORDER BY e.pgh_id DESC LIMIT 1) e
  JOIN organizations_organization o ON o.id = e.organization_id
 WHERE r.{owner}_id = ANY(%s) AND r.year = %s
"""
QUANTITIES = _SQL.format(table="performance_realization", owner="indicator", kind="k")
SPENDING = _SQL.format(table="performance_budgetrealization", owner="node", kind="rp")


def came_quantities(ids: Sequence[int], year: int) -> dict[int, Came]:
    """By indicator what came along of K; one statement."""
    return _read(QUANTITIES, ids, year)


def came_rupiah(ids: Sequence[int], year: int) -> dict[int, Came]:
    """By node what came along of rupiah; one statement."""
    return _read(SPENDING, ids, year)


def _read(statement: str, ids: Sequence[int], year: int) -> dict[int, Came]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(ids), year])
        return {pk: Came(unit, tuple(typed)) for pk, unit, *typed in cursor.fetchall()}

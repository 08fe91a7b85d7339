"""Rupiah of the tree in one statement: sums over sub kegiatan and marked remainders.

Every row of money belongs to one node and counts once in that node, once in its kegiatan
and once in its program (the fixed level columns). Nothing is added over sub-totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from django.db import connection

from organizations.models import Organization
from performance.models import PlanVersion

_SQL = """
WITH own AS (
    SELECT n.id, n.program_id, n.kegiatan_id,
           b.end_amount AS end_amount,
           b.carried_amount AS carried,
           (SELECT sum(coalesce(e.rp1, 0) + coalesce(e.rp2, 0)
                       + coalesce(e.rp3, 0) + coalesce(e.rp4, 0))
              FROM performance_budgetrealization e
             WHERE e.node_id = n.id AND e.year < %(year)s
               AND e.year > coalesce(b.carried_until_year, 0)) AS earlier,
           p.amount AS pagu,
           r.rp1, r.rp2, r.rp3, r.rp4,
           CASE WHEN p.is_remainder THEN p.amount END AS remainder
      FROM performance_plannode n
      LEFT JOIN performance_periodbudget b ON b.node_id = n.id AND b.version_id = %(renstra)s
      LEFT JOIN performance_pagu p
             ON p.node_id = n.id AND p.year = %(year)s AND p.version_id = %(renja)s
      LEFT JOIN performance_budgetrealization r ON r.node_id = n.id AND r.year = %(year)s
     WHERE n.organization_id = %(unit)s AND n.level IN ('program', 'kegiatan', 'subkegiatan')
)
SELECT a.node, sum(end_amount), sum(carried), sum(earlier), sum(pagu),
       sum(rp1), sum(rp2), sum(rp3), sum(rp4), sum(remainder) FILTER (WHERE a.node = own.id)
  FROM own CROSS JOIN LATERAL (VALUES (own.id), (own.kegiatan_id), (own.program_id)) a(node)
 WHERE a.node IS NOT NULL
 GROUP BY a.node
"""


@dataclass(frozen=True)
class Money:
    """Whole rupiah of one node with everything below it; None where nothing is filled."""

    end_amount: int | None = None
    carried: int | None = None
    earlier: int | None = None
    pagu: int | None = None
    rp1: int | None = None
    rp2: int | None = None
    rp3: int | None = None
    rp4: int | None = None
    remainder: int | None = None

    @property
    def before(self) -> int | None:
        """Spent before the year: what was carried in and the years held here."""
        return added(self.carried, self.earlier)

    @property
    def quarters(self) -> tuple[int | None, int | None, int | None, int | None]:
        return (self.rp1, self.rp2, self.rp3, self.rp4)


def unit_money(
    unit: Organization, year: int, renstra: PlanVersion | None, renja: PlanVersion | None
) -> dict[int, Money]:
    """Money of every program, kegiatan and sub kegiatan of a unit, by node, in one statement."""
    params = {
        "unit": unit.pk,
        "year": year,
        "renstra": renstra.pk if renstra else None,
        "renja": renja.pk if renja else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, params)
        return {
            row[0]: Money(*(None if value is None else int(value) for value in row[1:]))
            for row in cursor.fetchall()
        }


def added(*values: int | None) -> int | None:
    """The sum of what is filled; None when nothing is."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None


def total(parts: Iterable[Money]) -> Money:
    """Money of several programs together (a bidang, a urusan, the whole unit)."""
    parts = list(parts)
    sums = {f.name: added(*(getattr(part, f.name) for part in parts)) for f in fields(Money)}
    return replace(Money(**sums), remainder=None)


def decimals(values: Iterable[int | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)

"""Rupiah of the tree in one statement: sums over sub kegiatan and marked remainders.

Every row of money belongs to one node and counts once in that node, once in its kegiatan
and once in its program (the fixed level columns). Nothing is added over sub-totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from performance.models import Pagu, PlanVersion

# Nodes of the units with every node they continue, nearest first, and what was spent there.
# Money of a node that has ended goes to the one that continues it and adds up there alone. In
# the evaluated year a node that lives on keeps its own; of two figures for a quarter the nearer
# counts.
_IN_EFFECT = """
    ({0}.period_id IN (SELECT id FROM running)
     AND %(year)s BETWEEN coalesce({0}.valid_from_year, %(year)s)
                      AND coalesce({0}.valid_to_year, %(year)s))
"""
_NEAREST = ", ".join(
    f"(array_agg(e.rp{n} ORDER BY past.depth) FILTER (WHERE e.rp{n} IS NOT NULL))[1] AS rp{n}"
    for n in (1, 2, 3, 4)
)
_PAST = f"""
WITH RECURSIVE running AS (
    SELECT id FROM performance_planningperiod
     WHERE start_year = (SELECT max(start_year) FROM performance_planningperiod
                          WHERE %(year)s BETWEEN start_year AND end_year)
), units AS (
    SELECT n.id, n.program_id, n.kegiatan_id, n.predecessor_id,
           coalesce(n.valid_from_year, 0) <= %(year)s AS has_begun,
           {_IN_EFFECT.format("n")} OR NOT EXISTS (
               SELECT FROM performance_plannode s
                 JOIN performance_planningperiod d ON d.id = s.period_id
                WHERE s.predecessor_id = n.id
                  AND coalesce(s.valid_from_year, d.start_year) <= %(year)s) AS adds_up
      FROM performance_plannode n JOIN performance_planningperiod d ON d.id = n.period_id
     WHERE n.organization_id = ANY(%(units)s::bigint[])
       AND n.level IN ('program', 'kegiatan', 'subkegiatan')
       AND %(last)s BETWEEN d.start_year AND d.end_year
), line(node, source, depth, predecessor, is_over) AS (
    SELECT u.id, s.id, 1, s.predecessor_id, NOT {_IN_EFFECT.format("s")}
      FROM units u JOIN performance_plannode s ON s.id = u.predecessor_id
     WHERE u.has_begun
    UNION ALL
    SELECT line.node, s.id, line.depth + 1, s.predecessor_id,
           line.is_over AND NOT {_IN_EFFECT.format("s")}
      FROM line JOIN performance_plannode s ON s.id = line.predecessor
), past AS (
    SELECT id AS node, id AS source, 0 AS depth, true AS is_over FROM units
    UNION ALL SELECT node, source, depth, is_over FROM line
), spent AS (
    SELECT past.node, e.year,
           {_NEAREST}
      FROM past JOIN performance_budgetrealization e ON e.node_id = past.source
     WHERE e.year BETWEEN %(first)s AND %(year)s AND (e.year < %(year)s OR past.is_over)
     GROUP BY past.node, e.year
)
"""  # noqa: S608 - only constants go in

_ABOVE = """
    CROSS JOIN LATERAL (VALUES (own.id), (CASE WHEN own.adds_up THEN own.kegiatan_id END),
                               (CASE WHEN own.adds_up THEN own.program_id END)) a(node)
"""

_SQL = f"""{_PAST}, ends AS (
    SELECT DISTINCT ON (past.node) past.node, b.end_amount, b.carried_amount,
           coalesce(b.carried_until_year, 0) AS until
      FROM past JOIN performance_periodbudget b ON b.node_id = past.source
     WHERE past.is_over AND b.version_id = ANY(%(period)s::bigint[])
     ORDER BY past.node, past.depth, array_position(%(period)s::bigint[], b.version_id)
), pagus AS (
    SELECT DISTINCT ON (past.node) past.node, p.amount, p.is_remainder
      FROM past JOIN performance_pagu p ON p.node_id = past.source
     WHERE past.is_over AND p.year = %(year)s AND p.version_id = ANY(%(annual)s::bigint[])
     ORDER BY past.node, past.depth, array_position(%(annual)s::bigint[], p.version_id)
), earlier AS (
    SELECT spent.node, sum(coalesce(rp1, 0) + coalesce(rp2, 0)
                           + coalesce(rp3, 0) + coalesce(rp4, 0)) AS total
      FROM spent LEFT JOIN ends ON ends.node = spent.node
     WHERE spent.year < %(year)s AND spent.year > coalesce(ends.until, 0)
     GROUP BY spent.node
), own AS (
    SELECT n.id, n.program_id, n.kegiatan_id, n.adds_up, b.end_amount,
           b.carried_amount AS carried, s.total AS earlier, p.amount AS pagu,
           r.rp1, r.rp2, r.rp3, r.rp4, CASE WHEN p.is_remainder THEN p.amount END AS remainder
      FROM units n
      LEFT JOIN ends b ON b.node = n.id
      LEFT JOIN pagus p ON p.node = n.id
      LEFT JOIN earlier s ON s.node = n.id
      LEFT JOIN spent r ON r.node = n.id AND r.year = %(year)s
)
SELECT a.node, sum(end_amount), sum(carried), sum(earlier), sum(pagu),
       sum(rp1), sum(rp2), sum(rp3), sum(rp4), sum(remainder) FILTER (WHERE a.node = own.id)
  FROM own {_ABOVE}
 WHERE a.node IS NOT NULL
 GROUP BY a.node
"""  # noqa: S608 - only constants go in

_YEARS_SQL = f"""{_PAST}, planned AS (
    SELECT DISTINCT ON (past.node, p.year) past.node, p.year, p.amount, NULL::bigint AS spent
      FROM past JOIN performance_pagu p ON p.node_id = past.source
     WHERE p.version_id = ANY(%(versions)s::bigint[]) AND p.year BETWEEN %(first)s AND %(last)s
       AND (p.year <> %(year)s OR past.is_over)
     ORDER BY past.node, p.year, past.depth,
              array_position(%(versions)s::bigint[], p.version_id)
), done AS (
    SELECT node, year, NULL::bigint AS amount,
           CASE WHEN num_nonnulls(rp1, rp2, rp3, rp4) > 0
                THEN coalesce(rp1, 0) + coalesce(rp2, 0) + coalesce(rp3, 0) + coalesce(rp4, 0)
           END AS spent
      FROM spent
), both_sides AS (SELECT * FROM planned UNION ALL SELECT * FROM done)
SELECT a.node, b.year, sum(b.amount), sum(b.spent)
  FROM both_sides b JOIN units own ON own.id = b.node {_ABOVE}
 WHERE a.node IS NOT NULL
 GROUP BY a.node, b.year
"""  # noqa: S608 - only constants go in


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


def money_of(
    units: Sequence[int],
    year: int,
    period: Sequence[PlanVersion],
    annual: Sequence[PlanVersion],
) -> dict[int, Money]:
    """Money of every program, kegiatan and sub kegiatan of the units, by node; one statement.

    `period` and `annual` are versions in order of preference (see `versions.chain_for`).
    """
    params: dict[str, Any] = {
        "units": list(units),
        "year": year,
        "first": 0,
        "last": year,
        "period": [version.pk for version in period],
        "annual": [version.pk for version in annual],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, params)
        return {
            row[0]: Money(*(None if value is None else int(value) for value in row[1:]))
            for row in cursor.fetchall()
        }


YearMoney = dict[int, tuple[int | None, int | None]]


def yearly_money(
    units: Sequence[int], years: range, versions: Sequence[PlanVersion], until: int
) -> dict[int, YearMoney]:
    """Pagu and spending of every year, by node: {node: {year: (pagu, spent)}}; one statement.

    Spending after `until` is left out; pagu is shown for every year of the plan.
    """
    params: dict[str, Any] = {
        "units": list(units),
        "year": until,
        "first": years[0],
        "last": years[-1],
        "versions": [version.pk for version in versions],
    }
    found: dict[int, YearMoney] = {}
    with connection.cursor() as cursor:
        cursor.execute(_YEARS_SQL, params)
        for node, year, pagu, spent in cursor.fetchall():
            found.setdefault(node, {})[year] = (
                None if pagu is None else int(pagu),
                None if spent is None else int(spent),
            )
    return found


def fallbacks(
    units: Sequence[int], own: Sequence[PlanVersion], yearly: Sequence[PlanVersion]
) -> set[int]:
    """Yearly versions whose pagu stands in where the period's plan has none of its own."""
    stated = Pagu.objects.filter(node=OuterRef("node"), year=OuterRef("year"), version__in=own)
    rows = Pagu.objects.filter(~Exists(stated), node__organization__in=units, version__in=yearly)
    return set(rows.values_list("version", flat=True).distinct())


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

"""Pagu and accepted spending as everybody may see them, by unit and program.

Pagu is that of the version the unit's last accepted quarter is measured against, so that
the pages show what the evaluation forms print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from performance import formulas
from performance.evaluation.queries.results import Frame
from performance.plan.queries.versions import RANKS, rank_parameters

_PAGU = f"""
SELECT unit, program, sum(amount) FROM (
    WITH {RANKS}, seen AS (
        SELECT * FROM unnest(%(units)s::bigint[], %(lasts)s::int[]) AS u(unit, quarter)
    )
    SELECT DISTINCT ON (n.id) u.unit, coalesce(n.program_id, n.id) AS program, p.amount
      FROM seen u JOIN performance_plannode n ON n.organization_id = u.unit
      JOIN performance_pagu p ON p.node_id = n.id AND p.year = %(year)s
      JOIN ranks r ON r.version = p.version_id AND r.quarter = u.quarter
     ORDER BY n.id, r.place) chosen
 GROUP BY unit, program
"""  # noqa: S608 - only a constant goes in
# Spending at a node that has ended counts where the node goes on, as in the forms.
_SPENT = """
WITH RECURSIVE spent AS (
    SELECT n.id AS source, sum(CASE a.quarter WHEN 1 THEN r.rp1 WHEN 2 THEN r.rp2
                                              WHEN 3 THEN r.rp3 ELSE r.rp4 END) AS amount
      FROM unnest(%(accepted)s::bigint[], %(quarters)s::int[]) AS a(unit, quarter)
      JOIN performance_plannode n ON n.organization_id = a.unit
      JOIN performance_budgetrealization r ON r.node_id = n.id AND r.year = %(year)s
     GROUP BY n.id
), line(source, node, depth) AS (
    SELECT source, source, 0 FROM spent
    UNION ALL
    SELECT line.source, heir.id, line.depth + 1
      FROM line JOIN performance_plannode n ON n.id = line.node AND n.valid_to_year < %(year)s
     CROSS JOIN LATERAL (
           SELECT s.id FROM performance_plannode s
            WHERE s.predecessor_id = n.id AND coalesce(s.valid_from_year, 0) <= %(year)s
           UNION ALL
           SELECT j.target_id FROM performance_nodejoin j
            WHERE j.source_id = n.id AND j.year <= %(year)s
            ORDER BY 1 LIMIT 1) heir
), place AS (
    SELECT DISTINCT ON (source) source, node FROM line ORDER BY source, depth DESC
)
SELECT n.organization_id, coalesce(n.program_id, n.id), sum(spent.amount)
  FROM spent JOIN place USING (source) JOIN performance_plannode n ON n.id = place.node
 WHERE n.organization_id = ANY(%(units)s::bigint[])
 GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Spent:
    """Whole rupiah: what may be spent in the year and what was by the last accepted quarter."""

    pagu: int = 0
    spent: int = 0

    @property
    def absorption(self) -> Decimal | None:
        return formulas.rounded(formulas.absorption(self.spent, self.pagu), 2)


def program_money(units: Sequence[int], frame: Frame) -> dict[tuple[int, int], Spent]:
    """By (unit, program), in two queries."""
    pairs = [(unit, quarter) for unit, found in frame.accepted.items() for quarter in found]
    with connection.cursor() as cursor:
        cursor.execute(
            _PAGU,
            {
                **rank_parameters(frame.chains),
                "units": list(units),
                "lasts": [frame.last_quarter(unit) for unit in units],
                "year": frame.year,
            },
        )
        pagu = {(unit, program): int(total) for unit, program, total in cursor.fetchall()}
        cursor.execute(
            _SPENT,
            {
                "units": list(units),
                "accepted": [pair[0] for pair in pairs],
                "quarters": [pair[1] for pair in pairs],
                "year": frame.year,
            },
        )
        spent = {(unit, program): int(total or 0) for unit, program, total in cursor.fetchall()}
    return {key: Spent(pagu.get(key, 0), spent.get(key, 0)) for key in {**pagu, **spent}}


def unit_money(units: Sequence[int], frame: Frame) -> dict[int, Spent]:
    """By unit, from the same rows."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for (unit, _), money in program_money(units, frame).items():
        sums[unit][0] += money.pagu
        sums[unit][1] += money.spent
    return {unit: Spent(pagu, spent) for unit, (pagu, spent) in sums.items()}

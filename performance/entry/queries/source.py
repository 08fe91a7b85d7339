"""The rows behind an entry grid: two statements, whatever the size of the unit.

Written in SQL because each row needs the target (or pagu) of the plan version that counts
for the quarter, the year's realisation and a count of proofs at the same time.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only.
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from performance.choices import PlanDocument
from performance.plan.queries.versions import PAIRS

Quarters = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
Rupiah = tuple[int | None, int | None, int | None, int | None]

_PERIOD = """
    (SELECT id FROM performance_planningperiod
     WHERE start_year <= %(year)s AND end_year >= %(year)s ORDER BY start_year DESC LIMIT 1)
"""
# `versions.chain_for` of the yearly plan without statements of its own: of each document the
# latest version effective by the quarter, else its first. The first that has a row counts.
_CHAIN = f"""
WITH chain AS MATERIALIZED (
    SELECT DISTINCT ON (d.place) d.place, v.id AS version
    FROM unnest(%(documents)s::text[]) WITH ORDINALITY AS d(name, place)
    JOIN performance_planversion v ON v.document = d.name AND v.year = %(year)s
         AND v.period_id = {_PERIOD}
    ORDER BY d.place, (v.effective_quarter <= %(quarter)s) DESC,
             CASE WHEN v.effective_quarter <= %(quarter)s THEN -v.sequence ELSE v.sequence END
)
"""
VALID_NODE = f"""
    n.period_id = {_PERIOD}
    AND (n.valid_from_year IS NULL OR n.valid_from_year <= %(year)s)
    AND (n.valid_to_year IS NULL OR n.valid_to_year >= %(year)s)
"""

_NODES = f"""{_CHAIN}
SELECT n.id, n.parent_id, n.organization_id, n.level, n.code, n.name, n.program_id, n.kegiatan_id,
       p.amount, b.rp1, b.rp2, b.rp3, b.rp4, coalesce(b.row_version, 0), b.updated_at
FROM performance_plannode n
LEFT JOIN LATERAL (
    SELECT p.amount FROM performance_pagu p JOIN chain ON chain.version = p.version_id
    WHERE p.node_id = n.id AND p.year = %(year)s ORDER BY chain.place LIMIT 1
) p ON true
LEFT JOIN performance_budgetrealization b ON b.node_id = n.id AND b.year = %(year)s
WHERE {VALID_NODE} AND (
    n.organization_id = %(organization)s
    OR n.id IN (SELECT node_id FROM performance_indicator
                WHERE organization_id = %(organization)s AND is_active)
)
ORDER BY n."order", n.code, n.id
"""

_INDICATORS = f"""{_CHAIN}
SELECT i.id, i.node_id, i.name, i.unit, i.polarity, i.lower_method, i.accumulation, i.cap,
       i.zero_target, i.decimals, i.is_iku, t.target, t.target_high, t.q1, t.q2, t.q3, t.q4,
       r.k1, r.k2, r.k3, r.k4, coalesce(r.row_version, 0), r.updated_at,
       coalesce(m.driving <> '' OR m.inhibiting <> '' OR m.follow_up <> '', false),
       (SELECT count(*) FROM performance_evidencelink e
        WHERE e.indicator_id = i.id AND e.year = %(year)s AND e.quarter = %(quarter)s),
       coalesce(nullif(i.band_scheme, ''),
                (SELECT band_scheme FROM performance_performancesettings WHERE id = 1), ''),
       i.scale, coalesce(f.source, '')
FROM performance_indicator i
JOIN performance_plannode n ON n.id = i.node_id
LEFT JOIN LATERAL (
    SELECT t.target, t.target_high, t.q1, t.q2, t.q3, t.q4 FROM performance_yeartarget t
    JOIN chain ON chain.version = t.version_id
    WHERE t.indicator_id = i.id AND t.year = %(year)s ORDER BY chain.place LIMIT 1
) t ON true
LEFT JOIN performance_realization r ON r.indicator_id = i.id AND r.year = %(year)s
LEFT JOIN performance_indicatorfeed f ON f.indicator_id = i.id
LEFT JOIN performance_rownote m ON m.indicator_id = i.id AND m.year = %(year)s
     AND m.quarter = %(quarter)s
WHERE i.organization_id = %(organization)s AND i.is_active AND {VALID_NODE}
      AND (%(only)s::bigint[] IS NULL OR i.id = ANY(%(only)s::bigint[]))
ORDER BY i."order", i.id
"""


@dataclass(frozen=True)
class NodeSource:
    """A node with its pagu and its spending of the year."""

    pk: int
    parent_id: int | None
    organization_id: int | None
    level: str
    code: str
    name: str
    program_id: int | None
    kegiatan_id: int | None
    pagu: int | None
    rp: Rupiah
    row_version: int
    updated_at: datetime | None


@dataclass(frozen=True)
class IndicatorSource:
    """An indicator with its target and its realisation of the year."""

    pk: int
    node_id: int
    name: str
    unit: str
    polarity: str
    lower_method: str
    accumulation: str
    cap: Decimal | None
    zero_target: str
    decimals: int
    is_iku: bool
    target: Decimal | None
    target_high: Decimal | None
    planned: Quarters
    k: Quarters
    row_version: int
    updated_at: datetime | None
    has_note: bool
    evidence: int
    band_scheme: str
    scale: str
    feed: str  # code of the source that fills it


@dataclass(frozen=True)
class EntryKey:
    """One unit in one quarter."""

    organization_id: int
    year: int
    quarter: int

    def parameters(self, only: Sequence[int] | None = None) -> dict[str, Any]:
        return {
            "organization": self.organization_id,
            "year": self.year,
            "quarter": self.quarter,
            "only": None if only is None else list(only),
            "documents": list(PAIRS[PlanDocument.RENJA]),
        }


def node_sources(key: EntryKey) -> list[NodeSource]:
    """The unit's nodes, and foreign nodes that carry an indicator this unit answers for."""
    with connection.cursor() as cursor:
        cursor.execute(_NODES, key.parameters())
        return [NodeSource(*(*row[:9], row[9:13], *row[13:])) for row in cursor.fetchall()]


def indicator_sources(key: EntryKey, only: Sequence[int] | None = None) -> list[IndicatorSource]:
    """The indicators the unit answers for (or some of them), in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_INDICATORS, key.parameters(only))
        return [
            IndicatorSource(*(*row[:13], row[13:17], row[17:21], *row[21:]))
            for row in cursor.fetchall()
        ]

"""Where the cells of the grid live: one statement a table holds the rows, one writes them."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.formatting import QUARTERS
from performance.entry.queries.source_sql import MERGING, VALID_NODE
from performance.former import sql_in_year, sql_source
from performance.words import REACHED, SPENT

QUANTITY, RUPIAH = "k", "rp"


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

    def statement(self, text: str, quarter: int) -> str:
        """`hold` or `upsert` for one quarter; `others` are the numerators of the other three."""
        others = ", ".join(f"n{other}" for other in QUARTERS if other != quarter)
        return text.format(column=self.column(quarter), quarter=quarter, others=others)


_HOLD = """
WITH held AS (
    SELECT id, {owner}_id, {{column}} AS value, row_version, updated_at, updated_by_id{held_parts}
    FROM {table} WHERE year = %(year)s AND {owner}_id = ANY(%(ids)s::bigint[])
    ORDER BY id FOR UPDATE
)
SELECT o.id, {name}, {unit}, {scale}, {feed}, held.value, coalesce(held.row_version, 0), held.updated_at,
       u.full_name, {parts}
FROM {owners} LEFT JOIN held ON held.{owner}_id = o.id
LEFT JOIN organizations_user u ON u.id = held.updated_by_id
WHERE o.id = ANY(%(ids)s::bigint[]) AND {organization} = %(organization)s AND {valid_node}
"""
_UPSERT = """
INSERT INTO {table} AS r
    ({owner}_id, year, organization_id, {{column}}, row_version, updated_by_id, updated_at{extra})
SELECT u.pk, %(year)s, %(organization)s, u.value, u.version + 1, %(by)s, clock_timestamp(){value}
FROM unnest(%(pks)s::bigint[], %(values)s::{type}[], %(versions)s::int[]{given})
     AS u(pk, value, version{names})
ON CONFLICT ({owner}_id, year) DO UPDATE
    SET {{column}} = EXCLUDED.{{column}},{set} row_version = EXCLUDED.row_version,
        updated_by_id = EXCLUDED.updated_by_id, updated_at = EXCLUDED.updated_at
    WHERE r.row_version = EXCLUDED.row_version - 1
RETURNING r.id, r.{owner}_id, r.row_version
"""
_UNDER_TOTAL = """EXISTS (SELECT 1 FROM performance_budgetrealization s WHERE s.year = %(year)s
       AND s.is_remainder AND s.node_id IN (n.kegiatan_id, n.program_id))"""
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
            feed=sql_source("o", "f"),
            owners="""performance_indicator o JOIN performance_plannode n ON n.id = o.node_id
                LEFT JOIN performance_indicatorfeed f ON f.indicator_id = o.id""",
            parts=f"held.n, held.d, held.per, {sql_in_year('o', 'accumulation')} = 'ratio', false, {MERGING}",
            held_parts=""",
           n{quarter} AS n, d{quarter} AS d,
           CASE WHEN coalesce({others}) IS NOT NULL THEN per END AS per""",
            valid_node=f"{sql_in_year('o', 'is_active', 'boolean')} AND {VALID_NODE}",
        ),
        _UPSERT.format(
            table="performance_realization",
            owner="indicator",
            extra=", n{quarter}, d{quarter}, per",
            value=", u.n, u.d, u.per",
            type="numeric",
            given=", %(n)s::numeric[], %(d)s::numeric[], %(per)s::int[]",
            names=", n, d, per",
            set=" n{quarter} = EXCLUDED.n{quarter}, d{quarter} = EXCLUDED.d{quarter}, per = EXCLUDED.per,",
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
            parts=f"NULL, NULL, NULL, false, {_UNDER_TOTAL}, {MERGING}",
            held_parts="",
        ),
        _UPSERT.format(
            table="performance_budgetrealization",
            owner="node",
            extra=", is_remainder",
            value=", false",
            type="bigint",
            given="",
            names="",
            set="",
        ),
    ),
}

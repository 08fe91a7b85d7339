"""The statements of the entry page."""
# ruff: noqa: S608 - fixed fragments are joined; every value is a parameter

from __future__ import annotations

from performance.former import SQL_CITY_SCHEME, sql_former, sql_in_year, sql_source

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
         AND v.state = 'accepted' AND v.period_id = {_PERIOD}
    ORDER BY d.place, (v.effective_quarter <= %(quarter)s) DESC,
             CASE WHEN v.effective_quarter <= %(quarter)s THEN -v.sequence ELSE v.sequence END
)
"""
VALID_NODE = f"""
    n.period_id = {_PERIOD}
    AND (n.valid_from_year IS NULL OR n.valid_from_year <= %(year)s)
    AND (n.valid_to_year IS NULL OR n.valid_to_year >= %(year)s)
"""
ACTIVE = sql_in_year("i", "is_active", "boolean")
# Whether units merged or work moved in the year at all; what was brought is asked then.
MERGING = """(EXISTS (SELECT 1 FROM performance_nodejoin j WHERE j.year = %(year)s)
       OR EXISTS (SELECT 1 FROM performance_indicatorjoin j WHERE j.year = %(year)s)
       OR EXISTS (SELECT 1 FROM performance_plannode m
                   WHERE m.valid_from_year = %(year)s AND m.predecessor_id IS NOT NULL))"""
_OWNER = sql_in_year("i", "organization", "bigint", suffix="_id")
NODES = f"""{_CHAIN}
SELECT n.id, n.parent_id, n.organization_id, n.level, n.code, n.name, n.program_id, n.kegiatan_id,
       p.amount, b.rp1, b.rp2, b.rp3, b.rp4, coalesce(b.row_version, 0), b.updated_at,
       {MERGING}, {sql_former("n", "node")}
FROM performance_plannode n
LEFT JOIN LATERAL (
    SELECT p.amount FROM performance_pagu p JOIN chain ON chain.version = p.version_id
    WHERE p.node_id = n.id AND p.year = %(year)s ORDER BY chain.place LIMIT 1
) p ON true
LEFT JOIN performance_budgetrealization b ON b.node_id = n.id AND b.year = %(year)s
WHERE {VALID_NODE} AND (
    n.organization_id = %(organization)s
    OR n.id IN (SELECT i.node_id FROM performance_indicator i
                WHERE {_OWNER} = %(organization)s AND {ACTIVE})
)
ORDER BY {sql_in_year("n", "order", "int", owner="node")},
         {sql_in_year("n", "code", owner="node")}, n.id
"""
INDICATORS = f"""{_CHAIN}
SELECT i.id, i.node_id, i.name, i.unit, i.polarity, i.lower_method, i.accumulation, i.cap,
       i.zero_target, i.decimals, i.is_iku, t.target, t.target_high, t.q1, t.q2, t.q3, t.q4,
       t.q1_high, t.q2_high, t.q3_high, t.q4_high,
       r.k1, r.k2, r.k3, r.k4, r.n1, r.n2, r.n3, r.n4, r.d1, r.d2, r.d3, r.d4, r.per,
       coalesce(r.row_version, 0), r.updated_at,
       coalesce(m.driving <> '' OR m.inhibiting <> '' OR m.follow_up <> '', false),
       coalesce(m.inhibiting <> '' AND m.follow_up <> '', false),
       (SELECT count(*) FROM performance_evidencelink e
        WHERE e.indicator_id = i.id AND e.year = %(year)s AND e.quarter = %(quarter)s),
       coalesce(nullif({sql_in_year("i", "band_scheme")}, ''), {SQL_CITY_SCHEME}),
       i.scale, {sql_source("i", "f")}, {MERGING}, {sql_former("i", "indicator")}
FROM performance_indicator i
JOIN performance_plannode n ON n.id = i.node_id
LEFT JOIN LATERAL (
    SELECT t.target, t.target_high, t.q1, t.q2, t.q3, t.q4,
           t.q1_high, t.q2_high, t.q3_high, t.q4_high FROM performance_yeartarget t
    JOIN chain ON chain.version = t.version_id
    WHERE t.indicator_id = i.id AND t.year = %(year)s ORDER BY chain.place LIMIT 1
) t ON true
LEFT JOIN performance_realization r ON r.indicator_id = i.id AND r.year = %(year)s
LEFT JOIN performance_indicatorfeed f ON f.indicator_id = i.id
LEFT JOIN performance_rownote m ON m.indicator_id = i.id AND m.year = %(year)s
     AND m.quarter = %(quarter)s
WHERE {_OWNER} = %(organization)s AND {ACTIVE} AND {VALID_NODE}
      AND (%(only)s::bigint[] IS NULL OR i.id = ANY(%(only)s::bigint[]))
ORDER BY i."order", i.id
"""

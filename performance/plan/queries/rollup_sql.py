"""The statements of the roll-up."""

from __future__ import annotations

from organizations.formatting import QUARTERS

# Nodes of the units with every node they continue, nearest first, and what was spent there.
# A node that was joined adds up in the one it joined (`home`), with its own line behind it.
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
    for n in QUARTERS
)
_PAST = f"""
WITH RECURSIVE running AS (
    SELECT id, start_year FROM performance_planningperiod
     WHERE start_year = (SELECT max(start_year) FROM performance_planningperiod
                          WHERE %(year)s BETWEEN start_year AND end_year)
), units AS (
    SELECT n.id, home.id AS home, joined.since, home.program_id, home.kegiatan_id, n.predecessor_id,
           coalesce(n.valid_from_year, 0) <= %(year)s AS has_begun,
           {_IN_EFFECT.format("n")} OR NOT EXISTS (
               SELECT FROM performance_plannode s
                 JOIN performance_planningperiod d ON d.id = s.period_id
                WHERE s.predecessor_id = n.id
                  AND coalesce(s.valid_from_year, d.start_year) <= %(year)s) AS adds_up
      FROM performance_plannode n JOIN performance_planningperiod d ON d.id = n.period_id
      LEFT JOIN LATERAL (
           SELECT j.target_id, min(j.year) OVER () AS since FROM performance_nodejoin j
            WHERE j.source_id = n.id AND j.year <= %(year)s
            ORDER BY j.year DESC LIMIT 1) joined ON true
      JOIN performance_plannode home ON home.id = coalesce(joined.target_id, n.id)
     WHERE n.id IN (
           SELECT id FROM performance_plannode WHERE organization_id = ANY(%(units)s::bigint[])
           UNION ALL
           SELECT j.source_id FROM performance_nodejoin j
             JOIN performance_plannode t ON t.id = j.target_id
            WHERE t.organization_id = ANY(%(units)s::bigint[]))
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
     WHERE e.year BETWEEN (SELECT start_year FROM running) AND %(year)s AND (e.year < %(year)s OR past.is_over)
     GROUP BY past.node, e.year
)
"""  # noqa: S608 - only constants go in
_ABOVE = """
    CROSS JOIN LATERAL (VALUES (own.home), (CASE WHEN own.adds_up THEN own.kegiatan_id END),
                               (CASE WHEN own.adds_up THEN own.program_id END)) a(node)
"""
# A revision of the Renstra that begins with the merger or later speaks for both; {0} its rows.
_SAID_TOGETHER = """
    EXISTS (SELECT FROM {0} said JOIN performance_planversion v ON v.id = said.version_id
             WHERE said.node_id = n.home AND n.id <> n.home AND v.id = ANY({1})
               AND v.year IS NULL AND v.effective_year >= n.since {2})
"""
# What was spent before the year, as `formulas.realized_before` says it; {0} is the last year
# whose carried figure counts.
_BEFORE = """
    carried AS (
        SELECT DISTINCT ON (past.node) past.node, c.year AS since, c.amount
          FROM past JOIN performance_carriedspending c ON c.node_id = past.source
         WHERE c.year BETWEEN (SELECT start_year FROM running) AND {0}
         ORDER BY past.node, c.year DESC, past.depth
    ), earlier AS (
        SELECT spent.node, sum(coalesce(rp1, 0) + coalesce(rp2, 0)
                               + coalesce(rp3, 0) + coalesce(rp4, 0)) AS total
          FROM spent LEFT JOIN carried ON carried.node = spent.node
         WHERE spent.year < %(year)s AND spent.year >= coalesce(carried.since, 0)
         GROUP BY spent.node
    )
"""
# Column 6 of every node by itself, without what was carried into this very year; with those that
# joined it, to which a file cannot carry anything, then theirs alone.
_UNLESS_JOINED = """%(year)s - (SELECT (own.id = own.home)::int FROM units own
                                 WHERE own.id = past.node)"""
BEFORE_SQL = f"""{_PAST}, {_BEFORE.format(_UNLESS_JOINED)}
SELECT n.home, sum(coalesce(c.amount, 0) + coalesce(s.total, 0)),
       sum(coalesce(c.amount, 0) + coalesce(s.total, 0)) FILTER (WHERE n.id <> n.home)
  FROM units n LEFT JOIN carried c ON c.node = n.id LEFT JOIN earlier s ON s.node = n.id
 WHERE num_nonnulls(c.amount, s.total) > 0
 GROUP BY n.home
"""  # noqa: S608 - only constants go in
SQL = f"""{_PAST}, ends AS (
    SELECT DISTINCT ON (past.node) past.node, b.end_amount
      FROM past JOIN performance_periodbudget b ON b.node_id = past.source
     WHERE past.is_over AND b.version_id = ANY(%(period)s::bigint[])
     ORDER BY past.node, past.depth, array_position(%(period)s::bigint[], b.version_id)
), pagus AS (
    SELECT DISTINCT ON (past.node) past.node, p.amount, p.is_remainder
      FROM past JOIN performance_pagu p ON p.node_id = past.source
     WHERE past.is_over AND p.year = %(year)s AND p.version_id = ANY(%(annual)s::bigint[])
     ORDER BY past.node, past.depth, array_position(%(annual)s::bigint[], p.version_id)
), {_BEFORE.format("%(year)s")}, own AS (
    SELECT n.id, n.home, n.program_id, n.kegiatan_id, n.adds_up, b.end_amount,
           c.amount AS carried, s.total AS earlier, p.amount AS pagu,
           r.rp1, r.rp2, r.rp3, r.rp4, CASE WHEN p.is_remainder THEN p.amount END AS remainder
      FROM units n
      -- before it begins, what it continues has the end of the period
      LEFT JOIN ends b ON b.node = n.id AND (n.has_begun OR n.predecessor_id IS NULL)
            AND NOT {_SAID_TOGETHER.format("performance_periodbudget", "%(period)s::bigint[]", "")}
      LEFT JOIN pagus p ON p.node = n.id
      LEFT JOIN carried c ON c.node = n.id
      LEFT JOIN earlier s ON s.node = n.id
      LEFT JOIN spent r ON r.node = n.id AND r.year = %(year)s
)
SELECT a.node, sum(end_amount), sum(carried), sum(earlier), sum(pagu),
       sum(rp1), sum(rp2), sum(rp3), sum(rp4), sum(remainder) FILTER (WHERE a.node = own.home)
  FROM own {_ABOVE}
 WHERE a.node IS NOT NULL
 GROUP BY a.node
"""  # noqa: S608 - only constants go in
YEARS_SQL = f"""{_PAST}, planned AS (
    SELECT DISTINCT ON (past.node, p.year) past.node, p.year, p.amount, NULL::bigint AS spent
      FROM past JOIN performance_pagu p ON p.node_id = past.source
      JOIN units n ON n.id = past.node
      JOIN unnest(%(plan_years)s::int[], %(versions)s::bigint[], %(places)s::int[])
           AS r(year, version, place) ON r.year = p.year AND r.version = p.version_id
     WHERE p.year BETWEEN %(first)s AND %(last)s
       AND (p.year <> %(year)s OR past.is_over)
       AND NOT (p.year >= coalesce(n.since, 0) AND {
    _SAID_TOGETHER.format("performance_pagu", "%(versions)s::bigint[]", "AND said.year = p.year")
})
     ORDER BY past.node, p.year, past.depth, r.place
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

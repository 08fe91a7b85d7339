"""What was carried in becomes a fact of the year it was carried into, without a version.

The version in effect says what stands now. A figure another year's import wrote over is still
in the history of the rows: it goes back to the year it was carried into.
"""

from django.db import migrations

# Every statement of a carried figure, as it stands now and as the history has it, with the year
# of its period it was carried into.
PLACED = """
    WITH stated AS (
        SELECT r.{owner}, r.version_id, r.{amount} AS amount, r.carried_until_year AS until,
               {extra} true AS stands, 0 AS event
          FROM performance_{table} r WHERE r.{amount} IS NOT NULL
        UNION ALL
        SELECT r.{owner}, r.version_id, r.{amount}, r.carried_until_year,
               {extra} false, r.pgh_id
          FROM performance_{table}event r WHERE r.{amount} IS NOT NULL
    ), placed AS (
        SELECT s.*, v.period_id, v.document = 'renstra' AS is_renstra, v.sequence,
               least(greatest(coalesce(s.until + 1, p.start_year), p.start_year), p.end_year) AS year
          FROM stated s JOIN performance_planversion v ON v.id = s.version_id
          JOIN performance_planningperiod p ON p.id = v.period_id
    ), newest AS (
        SELECT DISTINCT ON ({owner}, period_id) {owner}, period_id, year AS last
          FROM placed WHERE stands
         ORDER BY {owner}, period_id, is_renstra DESC, sequence DESC
    )
"""
ROWS = """
    INSERT INTO performance_{target} ({owner}, year, amount {columns})
    {placed}
    SELECT DISTINCT ON ({owner}, year) {owner}, year, amount {columns}
      FROM placed JOIN newest USING ({owner}, period_id)
     WHERE year < last OR (stands AND year = last)
     ORDER BY {owner}, year, is_renstra DESC, sequence DESC, stands DESC, event DESC
"""
HISTORY = """
    INSERT INTO performance_{target}event
           (pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, {owner}, year, amount {columns})
    {placed}
    SELECT e.pgh_created_at, e.pgh_label, e.pgh_context_id, c.id, c.id, c.{owner}, c.year, placed.amount
           {named}
      FROM placed JOIN performance_{target} c USING ({owner}, year)
      JOIN performance_{table}event e ON e.pgh_id = placed.event
     WHERE NOT placed.stands
     ORDER BY placed.event
"""
KINDS = (
    ("carriedrealization", "periodtarget", "indicator_id", "carried", ""),
    ("carriedspending", "periodbudget", "node_id", "carried_amount", "is_remainder"),
)


def move(apps, schema_editor):
    for target, table, owner, amount, extra in KINDS:
        known = {"target": target, "table": table, "owner": owner, "amount": amount}
        placed = PLACED.format(**known, extra=f"r.{extra}," if extra else "")
        given = {**known, "placed": placed, "columns": f", {extra}" if extra else ""}
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(ROWS.format(**given))
            cursor.execute(HISTORY.format(**given, named=f", placed.{extra}" if extra else ""))


class Migration(migrations.Migration):
    dependencies = [("performance", "0018_carried")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]

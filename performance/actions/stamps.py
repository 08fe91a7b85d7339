"""The data stamp: one counter per unit and year, bumped by whoever writes."""

from django.db import connection

from reports.wake import wake_staleness

PLAN_YEAR = 0  # the stamp of things that belong to no single year (masters, tree, texts)

_BUMP = """
    INSERT INTO performance_datastamp (organization_id, year, counter, changed_at)
    VALUES (%s, %s, 1, now())
    ON CONFLICT (organization_id, year)
    DO UPDATE SET counter = performance_datastamp.counter + 1, changed_at = now()
"""


def bump_stamp(organization_id: int | None, year: int = PLAN_YEAR) -> None:
    """Say that figures of this unit and year changed; call it inside the writing transaction.

    After the commit the documents of the unit are compared with the data.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BUMP, [organization_id, year])
    wake_staleness(organization_id)

"""The data stamp: one counter per unit and year, bumped by whoever writes and compared by
documents, summaries and open data before they look closer."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Sum

from performance.models import DataStamp
from reports.wake import wake_staleness

PLAN_YEAR = 0  # the stamp of things that belong to no single year (masters, tree, texts)

# A unit's figures also stand in the documents of those who continue its work.
_BUMP = """
    WITH RECURSIVE heirs(unit) AS (
        SELECT %s::bigint
        UNION
        SELECT next.unit FROM heirs CROSS JOIN LATERAL (
            SELECT s.organization_id FROM performance_plannode n
              JOIN performance_plannode s ON s.predecessor_id = n.id
             WHERE n.organization_id = heirs.unit
            UNION
            SELECT s.organization_id FROM performance_plannode n
              JOIN performance_nodejoin j ON j.source_id = n.id
              JOIN performance_plannode s ON s.id = j.target_id
             WHERE n.organization_id = heirs.unit
            UNION
            SELECT s.organization_id FROM performance_indicator i
              JOIN performance_indicator s ON s.predecessor_id = i.id
             WHERE i.organization_id = heirs.unit) next(unit)
         WHERE next.unit IS NOT NULL
    )
    INSERT INTO performance_datastamp (organization_id, year, counter, changed_at)
    SELECT unit, %s, 1, now() FROM heirs ORDER BY unit
    ON CONFLICT (organization_id, year)
    DO UPDATE SET counter = performance_datastamp.counter + 1, changed_at = now()
    RETURNING organization_id
"""


def bump_stamp(organization_id: int | None, year: int = PLAN_YEAR) -> None:
    """Say that figures of this unit and year changed; call it inside the writing transaction.

    After the commit the documents of the unit, and of those that continue its programs, are
    compared with the data.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BUMP, [organization_id, year])
        for (unit,) in cursor.fetchall():
            wake_staleness(unit)


def stamp_of(organization_id: int | None, year: int) -> str:
    """A short text that changes whenever figures of the unit up to the year changed.

    Earlier years count too: cumulative columns and comparisons read them. The city's own
    rows (no unit) count for every unit because sasaran of the city are shared.
    """
    rows = DataStamp.objects.filter(year__lte=year)
    own = rows.filter(organization=organization_id).aggregate(n=Sum("counter"))["n"] or 0
    city = rows.filter(organization=None).aggregate(n=Sum("counter"))["n"] or 0
    return f"{organization_id or 0}.{year}.{own}.{city}"


def stamps_of(units: Iterable[int], year: int) -> dict[int, str]:
    """The stamps of many units in one query, as `stamp_of` writes them."""
    rows = DataStamp.objects.filter(year__lte=year).values_list("organization_id")
    sums: dict[int | None, int] = dict(
        rows.annotate(n=Sum("counter")).values_list("organization_id", "n")
    )
    city = sums.get(None, 0)
    return {pk: f"{pk}.{year}.{sums.get(pk, 0)}.{city}" for pk in units}


def city_stamp(year: int) -> str:
    """The same for documents and pages over all units."""
    total = DataStamp.objects.filter(year__lte=year).aggregate(n=Sum("counter"))["n"] or 0
    return f"kota.{year}.{total}"

"""Keep the counts of reports: add what has changed, or count everything anew."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from django.db import connection, transaction

from complaints.models import Complaint, Tally, TallyChange, TallyState
from complaints.public.actions.places import add_places, recount_places
from complaints.public.queries.tallies import KEYS, SHOWN, Place, counted_now, everything, summed

BATCH = 20_000
MOST_BATCHES = 20  # of one run; what is left waits for the next
log = logging.getLogger(__name__)


def fold_changes() -> int:
    """Add what has changed to the counts, batch by batch; how many changes were added."""
    done = 0
    for _ in range(MOST_BATCHES):
        folded = _fold()
        done += folded
        if folded < BATCH:
            break
    return done


@transaction.atomic
def _fold() -> int:
    state = _state()
    keys = list(TallyChange.objects.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    rows = TallyChange.objects.filter(pk__in=keys)
    for facet in KEYS:
        _add(facet, summed(counted_now(rows, facet)))
    add_places(rows)
    state.folded += rows.filter(SHOWN).count()
    rows.delete()
    state.save(update_fields=["folded"])
    return len(keys)


def _add(facet: str, found: Counter[Place]) -> None:
    changed = {place: n for place, n in found.items() if n}
    months = {month for month, _, _ in changed}
    rows = Tally.objects.filter(facet=facet, month__in=months)
    kept = {
        (month, of, key): n
        for month, of, key, n in rows.values_list("month", "of_unit", "key", "count")
    }
    _write(facet, ((place, kept.get(place, 0) + n) for place, n in changed.items()))


def _write(facet: str, places: Iterable[tuple[Place, int]]) -> None:
    Tally.objects.bulk_create(
        (
            Tally(facet=facet, month=month, of_unit=of, key=key, count=n)
            for (month, of, key), n in places
        ),
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["facet", "month", "of_unit", "key"],
        update_fields=["count"],
    )


@transaction.atomic
def recount_all() -> int:
    """Count every report anew; how many counts were wrong (none, or something is broken).

    Nobody writes a report meanwhile: some seconds in a city of a million.
    """
    _state()
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Complaint._meta.db_table} IN SHARE MODE")
    while _fold():
        pass
    true = {(str(f), *place): n for f, found in everything().items() for place, n in found.items()}
    rows = Tally.objects.values_list("facet", "month", "of_unit", "key", "count")
    kept = {(facet, month, of, key): n for facet, month, of, key, n in rows if n}
    wrong = sum(kept.get(place) != true.get(place) for place in kept.keys() | true.keys())
    if wrong:
        log.warning("%s counts of complaints were wrong and are counted anew", wrong)
        Tally.objects.all().delete()
        for facet in KEYS:
            _write(facet, ((place[1:], n) for place, n in true.items() if place[0] == facet))
    return wrong + recount_places()


def _state() -> TallyState:
    """The one row, locked: one worker at a time."""
    TallyState.objects.get_or_create(pk=1)
    return TallyState.objects.select_for_update().get(pk=1)

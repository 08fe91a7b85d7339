"""Keep the counts of reports: add what has changed, or count everything anew."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from complaints.models import Tally, TallyChange, TallyState
from complaints.public.actions.places import add_places, put_right
from complaints.public.queries.places import VALUES, missing_places
from complaints.public.queries.tallies import KEYS, SHOWN, Place, counted_now, missing, summed

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
    """A count of none is not kept."""
    changed = {place: n for place, n in found.items() if n}
    months = {month for month, _, _ in changed}
    rows = Tally.objects.filter(facet=facet, month__in=months)
    kept = {
        (month, of, key): n
        for month, of, key, n in rows.values_list("month", "of_unit", "key", "count")
    }
    _write(facet, ((place, kept.get(place, 0) + n) for place, n in changed.items()))
    rows.filter(count=0).delete()


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


def recount_all() -> int:
    """Count every report anew; how many counts were wrong (none, or something is broken).

    Nobody waits for it: each kind of count is compared in one statement, which sees one moment, and
    what is missing then is added to what is kept by now.
    """
    wrong = 0
    for facet in KEYS:
        wrong += _mend(_add, facet, missing(facet))
    for by in VALUES:
        wrong += _mend(put_right, by, missing_places(by))
    if wrong:
        log.warning("%s counts of complaints were wrong and are mended", wrong)
    return wrong


@transaction.atomic
def _mend(add: Callable[[str, Any], None], name: str, lacking: Counter[Any]) -> int:
    if lacking:
        state = _state()
        add(name, lacking)
        state.folded += 1  # figures that were read before are old now
        state.save(update_fields=["folded"])
    return len(lacking)


def _state() -> TallyState:
    """The one row, locked: one worker at a time."""
    TallyState.objects.get_or_create(pk=1)
    return TallyState.objects.select_for_update().get(pk=1)

"""Keep the counts of the map: add what has changed, or count everything anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Sum

from complaints.models import Complaint, PlaceTally, TallyChange
from complaints.public.queries.places import VALUES, counted_places, on_map

Line = tuple[str, int, int, int]  # value, place, how many
KEYS = ("value", "latitude", "longitude")


def add_places(changes: QuerySet[TallyChange]) -> None:
    """Part of the transaction that takes the changes away."""
    for by in VALUES:
        found: Counter[tuple[str, int, int]] = Counter()
        for value, lat, lon, n in counted_places(changes, by):
            found[value, lat, lon] += n
        changed = {place: n for place, n in found.items() if n}
        if not changed:
            continue
        values, lats, _ = (set(column) for column in zip(*changed, strict=True))
        rows = PlaceTally.objects.filter(by=by, value__in=values, latitude__in=lats)
        kept = {row[:3]: row[3] for row in rows.values_list(*KEYS, "count")}
        _write(by, ((*place, kept.get(place, 0) + n) for place, n in changed.items()))


def recount_places() -> int:
    """Count anew what is wrong; how many counts were, at least. Part of a transaction in which no
    report and no change is written.

    Where every kept line is true and together they hold every listed report, none is missing.
    """
    wrong, listed = 0, on_map(Complaint.objects.all()).count()
    for by in VALUES:
        true = counted_places(Complaint.objects.all(), by)
        kept = PlaceTally.objects.filter(by=by, count__gt=0).order_by()
        differing = kept.values_list(*KEYS, "count").difference(true).count()
        total = kept.aggregate(n=Sum("count"))["n"] or 0
        if differing or total != listed:
            wrong += differing or 1
            PlaceTally.objects.filter(by=by).delete()
            _write(by, true.iterator())
    return wrong


def _write(by: str, lines: Iterable[Any]) -> None:
    PlaceTally.objects.bulk_create(
        (
            PlaceTally(by=by, value=value, latitude=lat, longitude=lon, count=n)
            for value, lat, lon, n in lines
        ),
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["by", *KEYS],
        update_fields=["count"],
    )

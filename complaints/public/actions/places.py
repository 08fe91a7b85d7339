"""Keep the counts of the map: add what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from complaints.models import PlaceTally, TallyChange
from complaints.public.queries.places import VALUES, counted_places

Place = tuple[str, int, int]  # value, latitude, longitude
KEYS = ("value", "latitude", "longitude")


def add_places(changes: QuerySet[TallyChange]) -> None:
    """Part of the transaction that takes the changes away."""
    for by in VALUES:
        found: Counter[Place] = Counter()
        for value, lat, lon, n in counted_places(changes, by):
            found[value, lat, lon] += n
        put_right(by, found)


def put_right(by: str, changes: Mapping[Place, int]) -> None:
    """Add these to what is kept; a count of none is not kept."""
    changed = {place: n for place, n in changes.items() if n}
    if not changed:
        return
    values, lats, _ = (set(column) for column in zip(*changed, strict=True))
    rows = PlaceTally.objects.filter(by=by, value__in=values, latitude__in=lats)
    kept = {row[:3]: row[3] for row in rows.values_list(*KEYS, "count")}
    _write(by, ((*place, kept.get(place, 0) + n) for place, n in changed.items()))
    rows.filter(count=0).delete()


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

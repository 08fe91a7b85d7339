"""All places of a filter for the map: how many reports lie at each rounded coordinate."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from complaints.choices import Outcome
from complaints.models import Area
from complaints.public.queries.listing import Rows, filtered
from complaints.public.queries.places import (
    ANSWERED,
    OPEN,
    By,
    Spot,
    counted_spots,
    kept_places,
    on_map,
    spotted,
)

MOST = 4_000
NEWEST = 5_000  # so many reports of a search for words are drawn
KEPT_SECONDS = 60
KEPT = {
    "kategori": By.CATEGORY,
    "opd": By.UNIT,
    "wilayah": By.AREA,
    "jenis": By.KIND,
    "status": By.STATUS,
}
KEPT_STATUSES = (OPEN, ANSWERED, *Outcome.values)


def points(filters: Mapping[str, Any]) -> str:
    """As JSON: places with the most reports first, at most MOST; numbers only, so it may be kept a minute.

    `newest` is how many reports are drawn where a search has more; None where all are.
    """
    key = _key(filters)
    try:
        kept = cache.get(key)
    except RedisError:
        kept = None
    if kept is not None:
        return kept
    found = _read({name: value for name, value in filters.items() if value})
    with suppress(RedisError):
        cache.set(key, found, KEPT_SECONDS)
    return found


def _read(asked: Mapping[str, Any]) -> str:
    places, newest = _places(asked)
    found = [(-n, lat, lon) for (lat, lon), n in places.items() if n]
    most = sorted(found)[:MOST]
    told = json.dumps({"is_cut": len(found) > MOST, "newest": newest})
    listed = ",".join([f"[{lat / 1000},{lon / 1000},{-n}]" for n, lat, lon in most])
    return f'{{"places":[{listed}],{told[1:]}'


def _places(asked: Mapping[str, Any]) -> tuple[Counter[Spot], int | None]:
    """A single filter is kept; several are counted, of words the newest where there are very many."""
    if not asked:
        return kept_places(By.ALL, [""]), None
    [name, *others], [value, *_] = asked, asked.values()
    if name in KEPT and not others and (name != "status" or value in KEPT_STATUSES):
        return kept_places(KEPT[name], _values(value)), None
    rows = on_map(filtered(asked, timezone.now()))
    if "kata" in asked:
        return _of_words(rows)
    return Counter({(lat, lon): n for lat, lon, n in counted_spots(rows)}), None


def _values(chosen: Any) -> Iterable[str]:
    """As they are kept: keys of rows, a kecamatan with its kelurahan, names of choices."""
    if not hasattr(chosen, "pk"):
        return [chosen]
    within = chosen.children.values_list("pk", flat=True) if isinstance(chosen, Area) else ()
    return [str(pk) for pk in (chosen.pk, *within)]


def _of_words(rows: Rows) -> tuple[Counter[Spot], int | None]:
    """Asked for in no order first, as in the list: few are not to be looked for along all reports."""
    found = list(spotted(rows.order_by()).values_list("lat", "lon")[: NEWEST + 1])
    if len(found) <= NEWEST:
        return Counter(found), None
    return Counter(spotted(rows).values_list("lat", "lon")[:NEWEST]), NEWEST


def _key(filters: Mapping[str, Any]) -> str:
    told = {name: str(getattr(value, "pk", value)) for name, value in filters.items() if value}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return f"complaints:places:{digest}"

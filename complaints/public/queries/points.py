"""All places of a filter for the map: how many reports lie at each rounded coordinate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from redis.exceptions import RedisError

from complaints.public.queries.listing import filtered

MOST = 4_000
KEPT_SECONDS = 60
Points = dict[str, Any]


def points(filters: Mapping[str, Any]) -> Points:
    """Places with the most reports first, at most MOST; numbers only, so it may be kept a minute."""
    key = _key(filters)
    try:
        kept = cache.get(key)
    except RedisError:
        kept = None
    if kept is not None:
        return kept
    found = _read(filters)
    with suppress(RedisError):
        cache.set(key, found, KEPT_SECONDS)
    return found


def _read(filters: Mapping[str, Any]) -> Points:
    rows = filtered(filters, timezone.now()).exclude(public_latitude=None).order_by()
    places = rows.values_list("public_latitude", "public_longitude").annotate(n=Count("pk"))
    found = list(places.order_by("-n", "public_latitude", "public_longitude")[: MOST + 1])
    return {
        "places": [[float(lat), float(lon), n] for lat, lon, n in found[:MOST]],
        "is_cut": len(found) > MOST,
    }


def _key(filters: Mapping[str, Any]) -> str:
    told = {name: str(getattr(value, "pk", value)) for name, value in filters.items() if value}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return f"complaints:points:{digest}"

"""How often a page is read: counted in the cache, written once in a while, without persons.

A request costs one message to the cache, or nothing while it does not answer; no row is locked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from innovations.models import Innovation

TABLE = "inovasi-dibaca"
KEPT_SECONDS = 3 * 86_400
# Roughly: what calls itself a program, or fetches a page nobody looks at yet, is no reader.
_PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless|scrap",
    re.IGNORECASE,
)
_WRITE = """
INSERT INTO innovations_dayreads (innovation_id, day, count)
SELECT read.innovation, read.day, read.count
  FROM unnest(%s::bigint[], %s::date[], %s::int[]) AS read(innovation, day, count)
  JOIN innovations_innovation known ON known.id = read.innovation
ON CONFLICT (innovation_id, day) DO UPDATE SET count = innovations_dayreads.count + EXCLUDED.count
"""


def note_reading(request: HttpRequest, innovation: Innovation) -> None:
    """Count one reader of this page today, where it seems to be one."""
    if _is_reader(request):
        day = timezone.localdate().isoformat()
        _cache().tally(TABLE, f"{day}:{innovation.pk}", KEPT_SECONDS)


def _cache() -> Any:
    """The portal's own (`config.cache.OptionalCache`), which counts in tables."""
    return caches["default"]


def _is_reader(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    is_early = "prefetch" in request.headers.get("Sec-Purpose", "")
    return request.method == "GET" and bool(agent) and not is_early and not _PROGRAM.search(agent)


def write_readings() -> int:
    """Add what the cache counted to the days; how many readings."""
    counted = _cache().tallied(TABLE)
    if not counted:
        return 0
    _write(counted)
    _cache().drop_tallied(TABLE)
    return sum(counted.values())


def _write(counted: Mapping[str, int]) -> None:
    sums: Counter[tuple[int, date]] = Counter()
    for field, count in counted.items():
        day, _, pk = field.partition(":")
        sums[int(pk), date.fromisoformat(day)] += count
    keys = list(sums)
    columns: list[Any] = [[pk for pk, _ in keys], [day for _, day in keys], list(sums.values())]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, columns)

"""Many readers at once against the real WSGI application, in this process."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client

from bench.cases import Case, Result, Size
from bench.data import big_unit

READERS = 8


def public_pages(size: Size) -> Result:
    """The 95th percentile of eight readers at once, against the median of one reader."""
    url = f"/kinerja/opd/{big_unit(size.rows).code}/"

    def read(number: int) -> float:
        start = time.perf_counter()
        assert Client().get(url).status_code == 200
        spent = time.perf_counter() - start
        connections.close_all()
        return spent

    alone = [read(n) for n in range(20)]
    with ThreadPoolExecutor(READERS) as readers:
        together = sorted(readers.map(read, range(200)))
    slow = together[int(len(together) * 0.95)]
    value = slow / statistics.median(alone)
    note = (
        f"alone {statistics.median(alone) * 1000:.0f} ms, 95th of {READERS}: {slow * 1000:.0f} ms"
    )
    return Result(value, f"{value:.1f} x", (note,))


LOAD = (Case("public unit page, 8 readers: p95 / alone", 2.5 * READERS, "<= 20 x", public_pages),)

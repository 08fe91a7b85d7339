"""A second person at the same moment: work in another thread, with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

from tests.harness.waiting import wait_until

Result = TypeVar("Result")
Start = Callable[[Callable[[], Result]], "Future[Result]"]


@contextmanager
def other_people() -> Iterator[Start]:
    """Start acts beside this connection; each closes its connection when it is done."""
    with ThreadPoolExecutor(4) as pool:

        def start(act: Callable[[], Result]) -> Future[Result]:
            def alone() -> Result:
                try:
                    return act()
                finally:
                    connection.close()

            return pool.submit(alone)

        yield start


def waiting(count: int) -> bool:
    """Whether so many others come to stand at a lock that somebody holds."""

    def are_there() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else kept for the transaction
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                " AND datname = current_database()"
            )
            return cursor.fetchone()[0] >= count

    return wait_until(are_there, 60)

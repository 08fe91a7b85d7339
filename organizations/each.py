"""Periodic work on many things: each for itself, so that one that fails stops no other."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from billiard.exceptions import SoftTimeLimitExceeded
from django.db import transaction

Thing = TypeVar("Thing")
BATCH = 500
SECONDS = 200  # of one run, inside the limit of its task; the next one goes on
log = logging.getLogger(__name__)


def each(things: Iterable[Thing], act: Callable[[Thing], int], *, work: str) -> int:
    """The sum of what `act` did, each in a transaction of its own. The log hears which failed and
    never why in words: an error of the database quotes the row."""
    done, until = 0, time.monotonic() + SECONDS
    for thing in things:
        if time.monotonic() > until:
            log.warning("%s: not finished in time, the next run goes on", work)
            break
        try:
            with transaction.atomic():
                done += act(thing)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:  # noqa: BLE001 - whatever ails one, the others are not to wait
            log.error("%s: %s at %s", work, type(error).__name__, getattr(thing, "pk", thing))  # noqa: TRY400
    return done


def in_batches(things: Sequence[Thing], size: int = BATCH) -> Iterator[Sequence[Thing]]:
    return (things[at : at + size] for at in range(0, len(things), size))

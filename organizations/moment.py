"""The moment an act happens: now, unless somebody tells afterwards what happened before.

Files of past years and the demonstration city go through the same actions as people's work; inside
`at(moment)` these take `moment` as their time and tell nobody by mail. Lines of activity keep the
time at which they were really written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


def is_past() -> bool:
    """Whether something is told afterwards."""
    return _told.get() is not None


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Acts inside happened at `moment`. Raises ValueError for one that is still to come."""
    if moment > timezone.now():
        raise ValueError("what is told afterwards cannot be in the future")
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)

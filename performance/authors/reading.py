"""What every question for authors is read with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

Authors = frozenset[int]


def once(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Read once for each row object: a page asks for several of its buttons."""

    @wraps(read)
    def kept(row: Any) -> Any:
        name = f"_{read.__name__}"
        if name not in row.__dict__:
            row.__dict__[name] = read(row)
        return row.__dict__[name]

    return kept


def known(*people: int | None) -> Authors:
    """Those there are; a missing person is nobody."""
    return frozenset(pk for pk in people if pk is not None)

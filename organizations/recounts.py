"""Clocks that the calendar of holidays moves: an app files, in its `recounts` module, how to count anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from organizations.registry import Registry


@dataclass(frozen=True)
class Recount:
    """Called inside the transaction that saves a holiday; returns how many due dates moved."""

    name: str
    run: Callable[[Any, str], int]  # by whom, and why


RECOUNTS = Registry[Recount]("recount", name=attrgetter("name"))


def recount(by: Any, why: str) -> int:
    return sum(one.run(by, why) for one in RECOUNTS.all())

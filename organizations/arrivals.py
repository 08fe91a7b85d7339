"""What wants to know of a new unit: an app files, in its `arrivals` module, what it does with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from organizations.registry import Registry


@dataclass(frozen=True)
class Arrival:
    """Called inside the transaction that saves a new unit, with the unit."""

    name: str
    run: Callable[[Any], None]


ARRIVALS = Registry[Arrival]("arrival", name=attrgetter("name"))


def announce(unit: Any) -> None:
    for one in ARRIVALS.all():
        one.run(unit)

"""What wants to know of new and changed units: an app files, in its `arrivals` module, what it does."""

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


@dataclass(frozen=True)
class Change:
    """Called with the unit inside the transaction that renamed it, or passed its function on."""

    name: str
    run: Callable[[Any], None]


ARRIVALS = Registry[Arrival]("arrival", name=attrgetter("name"))
CHANGES = Registry[Change]("change of units", name=attrgetter("name"))


def announce(unit: Any) -> None:
    for one in ARRIVALS.all():
        one.run(unit)


def tell_change(unit: Any) -> None:
    for one in CHANGES.all():
        one.run(unit)

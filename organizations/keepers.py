"""Apps whose closed years go on showing what a unit said then, filed in their `keepers` module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from organizations.registry import Registry


@dataclass(frozen=True)
class Keeper:
    """Asked before a unit is added or changed, inside the same transaction.

    `last_year` is the last year in which anything is closed, 0 for none; what documents print of
    the city is kept until then. `begin` takes a new unit and refuses one that would enter a year
    nobody enters any more.
    `first_year` is the first year a change can count from; None where nothing is closed. `keep`
    takes the unit, its new fields and the year asked for; it keeps what the fields said until
    then, or refuses them by a ValidationError, and returns the year. `last_day` is the last day a
    document of a finished year was signed: who signed until then stays, with the name of that day.
    """

    name: str
    last_year: Callable[[], int]
    begin: Callable[[Any], None]
    first_year: Callable[[Any], int | None]
    keep: Callable[[Any, Mapping[str, Any], int | None], int | None]
    last_day: Callable[[], date | None]


KEEPERS = Registry[Keeper]("keeper", name=attrgetter("name"))


def first_year(unit: Any) -> int | None:
    """The first year that is open everywhere."""
    return max((year for one in KEEPERS.all() if (year := one.first_year(unit))), default=None)


def last_year() -> int:
    """The last year documents of which print what the city was called then; 0 for none."""
    return max((one.last_year() for one in KEEPERS.all()), default=0)


def last_day() -> date | None:
    """The last day whose signers stay as they are; None where nothing is finished."""
    return max((day for one in KEEPERS.all() if (day := one.last_day())), default=None)


def begin(unit: Any) -> None:
    for one in KEEPERS.all():
        one.begin(unit)


def keep(unit: Any, fields: Mapping[str, Any], from_year: int | None = None) -> int | None:
    years = [one.keep(unit, fields, from_year) for one in KEEPERS.all()]
    return max((year for year in years if year), default=None)

"""How far a checklist is fulfilled on a day, from dated facts alone.

    share of a unit      = sum of the weights of its fulfilled items / sum of all weights x 100
    share of a group     = mean of the shares of its units
    share of an item     = units that fulfil it / units x 100

Percent from 0 to 100, rounded once, half up, to two decimals. A unit, an item and a verified mark
count from their first to their last day, both included; what does not count on the day is not in
the divisor either. Without units or items there is no share: nothing is not nought.

Source: the city's own rule; no regulation prescribes one. A closed year stays as it was: see
`counted_from`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from organizations.exact import exact, percent, rounded

NOWHERE = 0
"""The place of units without one."""


@dataclass(frozen=True)
class Item:
    key: int
    weight: Decimal
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Unit:
    key: int
    place: int
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Mark:
    """A verified fact: the item was fulfilled at the unit on these days."""

    unit: int
    item: int
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Counted:
    """How many of how many, and the share; None where there is nothing to share."""

    fulfilled: int
    units: int
    share: Decimal | None


@dataclass(frozen=True)
class Progress:
    """One day. `items`: units that fulfil each; `places` and `whole`: units that have all items,
    with the mean share of all their units; `units`: the share of each."""

    day: date
    items: Mapping[int, Counted]
    places: Mapping[int, Counted]
    whole: Counted
    units: Mapping[int, Decimal]


def counted_from(day: date, today: date, opened_on: date) -> date:
    """From when a fact of `day`, said `today`, counts: never in a year that is closed.

    In the year a list was opened whatever happened before is loaded as it was.

    >>> counted_from(date(2025, 5, 1), date(2026, 2, 1), opened_on=date(2024, 3, 1))
    datetime.date(2026, 1, 1)
    >>> counted_from(date(2025, 5, 1), date(2026, 2, 1), opened_on=date(2026, 1, 15))
    datetime.date(2025, 5, 1)
    """
    return max(day, date(today.year, 1, 1)) if opened_on.year < today.year else day


def counted_until(day: date, today: date, opened_on: date) -> date:
    """The last day that counts of what ended on `day`, said `today`.

    >>> counted_until(date(2025, 5, 1), date(2026, 2, 1), opened_on=date(2024, 3, 1))
    datetime.date(2025, 12, 31)
    """
    one = timedelta(days=1)
    return counted_from(day + one, today, opened_on) - one


def progress(
    day: date, items: Iterable[Item], units: Iterable[Unit], marks: Iterable[Mark]
) -> Progress:
    """The shares of one day.

    >>> year = date(2026, 1, 1)
    >>> items = [Item(1, Decimal(1), year), Item(2, Decimal(2), year)]
    >>> units = [Unit(1, 7, year), Unit(2, 7, year)]
    >>> found = progress(date(2026, 6, 30), items, units, [Mark(1, 2, date(2026, 3, 1))])
    >>> found.items[2], found.whole
    (Counted(fulfilled=1, units=2, share=Decimal('50.00')), Counted(fulfilled=0, units=2, share=Decimal('33.33')))
    """
    weights, places, has = _standing(day, items, units, marks)
    grouped: dict[int, dict[int, set[int]]] = defaultdict(dict)
    for key, fulfilled in has.items():
        grouped[places[key]][key] = fulfilled
    return Progress(
        day=day,
        items={key: _of_item(key, has) for key in weights},
        places={place: _of_group(rows, weights) for place, rows in grouped.items()},
        whole=_of_group(has, weights),
        units=dict(_shares(has, weights)),
    )


def exact_share(
    day: date, items: Iterable[Item], units: Iterable[Unit], marks: Iterable[Mark]
) -> Decimal | None:
    """The share of the whole on a day, unrounded, for figures that go on counting with it."""
    weights, places, has = _standing(day, items, units, marks)
    return _share_of(has, weights) if weights and places else None


def _on(row: Item | Unit | Mark, day: date) -> bool:
    return row.first <= day and (row.last is None or day <= row.last)


def _standing(
    day: date, items: Iterable[Item], units: Iterable[Unit], marks: Iterable[Mark]
) -> tuple[dict[int, Decimal], dict[int, int], dict[int, set[int]]]:
    """What counts on the day: weights of items, places of units, items each unit has."""
    weights = {item.key: item.weight for item in items if _on(item, day)}
    places = {unit.key: unit.place for unit in units if _on(unit, day)}
    has: dict[int, set[int]] = {key: set() for key in places}
    for mark in marks:
        if mark.unit in has and mark.item in weights and _on(mark, day):
            has[mark.unit].add(mark.item)
    return weights, places, has


def _of_item(key: int, has: Mapping[int, Collection[int]]) -> Counted:
    count = sum(key in fulfilled for fulfilled in has.values())
    return Counted(count, len(has), rounded(percent(count, len(has))))


def _of_group(has: Mapping[int, Collection[int]], weights: Mapping[int, Decimal]) -> Counted:
    if not weights:
        return Counted(0, len(has), None)
    whole = sum(len(fulfilled) == len(weights) for fulfilled in has.values())
    return Counted(whole, len(has), rounded(_share_of(has, weights)))


def _share_of(has: Mapping[int, Collection[int]], weights: Mapping[int, Decimal]) -> Decimal | None:
    with exact():
        total = sum(weights.values(), Decimal(0)) * len(has)
        reached = sum((_weight(fulfilled, weights) for fulfilled in has.values()), Decimal(0))
    return percent(reached, total)


def _weight(fulfilled: Collection[int], weights: Mapping[int, Decimal]) -> Decimal:
    return sum((weights[key] for key in fulfilled), Decimal(0))


def _shares(
    has: Mapping[int, Collection[int]], weights: Mapping[int, Decimal]
) -> Iterator[tuple[int, Decimal]]:
    total = sum(weights.values(), Decimal(0))
    for key, fulfilled in has.items():
        share = rounded(percent(_weight(fulfilled, weights), total))
        if share is not None:
            yield key, share


def band_earned(share: Decimal, minimums: Iterable[Decimal]) -> Decimal | None:
    """The highest minimum that a rounded share reaches; None below all of them.

    >>> band_earned(Decimal("66.67"), [Decimal(100), Decimal("66.67"), Decimal(30)])
    Decimal('66.67')
    """
    return max((minimum for minimum in minimums if share >= minimum), default=None)


def month_ends(last: date, months: int) -> list[date]:
    """The last day of each of so many months, the newest being `last` itself.

    >>> month_ends(date(2026, 3, 10), 3)
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 10)]
    """
    found = [last]
    for _ in range(months - 1):
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found[::-1]

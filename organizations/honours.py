"""The evening on which the city gives its awards: every app files what it gives.

An app's `honours.py` says `HONOURS.file(HonourSource(...))`. One page and one document show them
all, so that awards of different domains stand together though none imports the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from operator import attrgetter

from organizations.registry import Registry


@dataclass(frozen=True)
class Winner:
    """Who is honoured; `unit` where the winner is a work of one, `score` (0-100) where it is told."""

    name: str
    unit: str = ""
    score: Decimal | None = None


@dataclass(frozen=True)
class Honour:
    """One award as it is called out: of what, which, and to whom."""

    occasion: str
    name: str
    winners: Sequence[Winner]
    note: str = ""


@dataclass(frozen=True)
class HonourSource:
    """Only what was announced: `years()` with an award, `read(year)` in the order of calling."""

    name: str
    years: Callable[[], set[int]]
    read: Callable[[int], Sequence[Honour]]
    order: int


HONOURS = Registry[HonourSource]("source of honours", name=attrgetter("name"))


def honour_years() -> list[int]:
    """Years in which something was given, the newest first."""
    return sorted({year for source in HONOURS.all() for year in source.years()}, reverse=True)


def honours_of(year: int) -> list[Honour]:
    sources = sorted(HONOURS.all(), key=attrgetter("order"))
    return [honour for source in sources for honour in source.read(year)]


MOST = 4  # winners that fit one screen of the hall in large type


@dataclass(frozen=True)
class Screen:
    """What the hall sees of an honour at once: all its winners, or one of several alike parts."""

    honour: Honour
    winners: Sequence[Winner]
    number: int = 1
    parts: int = 1


def screens_of(honours: Iterable[Honour]) -> Iterator[Screen]:
    """Each honour on as few screens as hold its winners, about as many on each.

    >>> nine = Honour("", "", [Winner(str(n)) for n in range(9)])
    >>> [len(screen.winners) for screen in screens_of([nine])]
    [3, 3, 3]
    """
    for honour in honours:
        parts = max(1, -(-len(honour.winners) // MOST))
        few, more = divmod(len(honour.winners), parts)
        ends = accumulate([few + (part < more) for part in range(parts)], initial=0)
        for number, (begin, end) in enumerate(pairwise(ends), 1):
            yield Screen(honour, honour.winners[begin:end], number, parts)

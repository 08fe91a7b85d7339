"""The evening on which the city gives its awards: every app files what it gives.

An app's `honours.py` says `HONOURS.file(HonourSource(...))`. One page and one document show them
all, so that awards of different domains stand together though none imports the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from organizations.registry import Registry


@dataclass(frozen=True)
class Winner:
    """Who is honoured; `unit` where the winner is a work of one, `note` a figure beside it."""

    name: str
    unit: str = ""
    note: str = ""


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

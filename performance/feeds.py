"""Indicators that take their value from another part of the portal.

A part files a source: a name and a function of unit and quarter. The indicator's owner
chooses it; from then on the scheduler writes K of open quarters (`entry/actions/feeds.py`), and the
entry grid and imports refuse to change it. A source that is no longer filed feeds
nothing: its indicators are typed again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from organizations.models import Organization
from organizations.registry import Registry

Reader = Callable[[Organization | None, int, int], Decimal | None]


@dataclass(frozen=True)
class FeedSource:
    """`read(unit, year, quarter)` gives the state at the end of the quarter; None: no data yet."""

    code: str
    name: str
    unit: str
    read: Reader


FEEDS = Registry[FeedSource]("feed source", name=attrgetter("code"))


def feed_name(code: str) -> str:
    """What fills the indicator, in words; empty where it is typed."""
    source = FEEDS.find(code)
    return source.name if source else ""

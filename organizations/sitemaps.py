"""What search engines are led to: every app files the addresses it has for everybody.

An app's `sitemap.py` files sections with `SITEMAPS.file(Section(...))`. A section comes in parts,
so that a large city is read part by part; each costs one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from organizations.registry import Registry

MOST = 50_000  # addresses in one file, by the protocol of sitemaps.org


@dataclass(frozen=True)
class Entry:
    """An address for everybody, and the day on which it last changed."""

    path: str
    changed: date | None = None


@dataclass(frozen=True)
class Section:
    """`parts()` names the parts; `entries(part)` holds at most MOST addresses of one of them."""

    name: str
    parts: Callable[[], Sequence[str]]
    entries: Callable[[str], Iterable[Entry]]


SITEMAPS = Registry[Section]("section of the sitemap", name=attrgetter("name"))

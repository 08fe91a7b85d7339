"""Open data: the domains file data sets, the pages publish them as CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from organizations.registry import Registry
from reports.definitions import Cell

LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Field:
    """A column of a data set as its dictionary tells it."""

    name: str
    kind: str  # teks | bilangan | rupiah
    meaning: str
    unit: str = ""


Rows = Callable[[int, int, int | None], Iterator[tuple[int, Mapping[str, Cell]]]]


@dataclass(frozen=True)
class DataSet:
    """What is published. `rows(year, after, limit)` yields (key, row) in a fixed order, from
    the row after that key (0: the first).

    Only figures that were accepted, and nothing about persons.
    """

    slug: str
    title: str
    description: str
    fields: Sequence[Field]
    rows: Rows
    years: Callable[[], list[int]]
    stamp: Callable[[int], str]


DATA_SETS = Registry[DataSet]("data set", name=attrgetter("slug"))

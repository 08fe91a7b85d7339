"""Open data: the domains register data sets, the pages publish them as CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    """What is published. `rows(year, after, limit)` yields (key, row) in rising order of keys.

    Only figures that were accepted, and nothing about persons.
    """

    slug: str
    title: str
    description: str
    fields: Sequence[Field]
    rows: Rows
    years: Callable[[], list[int]]
    stamp: Callable[[int], str]


_DATA_SETS: dict[str, DataSet] = {}


def register_data_set(data_set: DataSet) -> None:
    _DATA_SETS[data_set.slug] = data_set


def all_data_sets() -> list[DataSet]:
    return [_DATA_SETS[slug] for slug in sorted(_DATA_SETS)]


def find_data_set(slug: str) -> DataSet | None:
    return _DATA_SETS.get(slug)

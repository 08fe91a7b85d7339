"""Facets of the catalogue: what they are called, and how many of each there are.

The number beside a value is how many innovations the list shows once it is chosen, the search and
the values of all other facets kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Q

from innovations.choices import (
    Affair,
    AwardLevel,
    Category,
    Form,
    Goal,
    Health,
    Origin,
    Stage,
    Technology,
)  # fmt: skip
from innovations.models import Award
from organizations.models import Organization


class Match(NamedTuple):
    """What the facets count of one innovation, and its place in the list; a tuple, because up to
    a thousand are made for a page."""

    pk: int
    slug: str
    published_at: datetime | None
    unit: str | None
    category: str
    form: str
    technology: str
    stage: str
    origin: str
    affairs: Sequence[str]
    goals: Sequence[int]
    implemented_on: date | None
    awards: Sequence[str]
    health: str  # of the city's own
    rank: float = 0


MATCHED = (
    "pk", "slug", "published_at", "organization__code", "category", "form", "technology", "stage",
    "origin", "affairs", "goals", "implemented_on", "levels",
    "kept_health",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A facet: its name in addresses, its title, the values of an innovation, each once, the rows
    it leaves."""

    name: str
    title: str
    values: Callable[[Match], Iterable[str]]
    rows: Callable[[str], Q]
    labels: Mapping[str, str]
    in_order: bool = False  # by value instead of the largest first


def _labels(choices: Any) -> dict[str, str]:
    return {str(value): label for value, label in choices.choices}


UNIT, YEAR, HEALTH = "opd", "tahun", "keadaan"
KINDS = (
    Kind("kategori", "Kategori", lambda m: [m.category], lambda v: Q(category=v),
         _labels(Category)),
    Kind(UNIT, "Perangkat daerah", lambda m: [m.unit or ""], lambda v: Q(organization__code=v), {}),
    Kind("urusan", "Urusan", lambda m: set(m.affairs), lambda v: Q(affairs__contains=[v]),
         _labels(Affair)),
    Kind("tahapan", "Tahapan", lambda m: [m.stage], lambda v: Q(stage=v), _labels(Stage)),
    Kind(HEALTH, "Keadaan", lambda m: [m.health], lambda v: Q(kept_health=v),
         _labels(Health), in_order=True),
    Kind("jenis", "Jenis", lambda m: [m.technology], lambda v: Q(technology=v),
         _labels(Technology)),
    Kind("bentuk", "Bentuk", lambda m: [m.form], lambda v: Q(form=v), _labels(Form)),
    Kind("asal", "Asal", lambda m: [m.origin], lambda v: Q(origin=v), _labels(Origin)),
    Kind(YEAR, "Tahun penerapan",
         lambda m: [str(m.implemented_on.year)] if m.implemented_on else [],
         lambda v: Q(implemented_on__year=int(v)), {}),
    Kind("penghargaan", "Penghargaan", lambda m: set(m.awards),
         lambda v: Q(pk__in=Award.objects.filter(level=v).values("innovation")),
         _labels(AwardLevel), in_order=True),
    Kind("tpb", "Tujuan TPB/SDGs", lambda m: {str(goal) for goal in m.goals},
         lambda v: Q(goals__contains=[int(v)]), _labels(Goal), in_order=True),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Option:
    """A value to choose; `params` is what choosing it, or taking it back, puts into the address."""

    label: str
    count: int | None  # None: too many to count
    is_chosen: bool
    params: Mapping[str, str | None]


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.is_chosen), None)


def failing(match: Match, asked: Mapping[str, str]) -> list[str]:
    """The facets whose chosen value this innovation does not have."""
    return [name for name, value in asked.items() if value not in BY_NAME[name].values(match)]


def facets(matches: Iterable[Match] | None, asked: Mapping[str, str]) -> list[Facet]:
    """Of what the search found, whatever was chosen; None where it is too many to count. One
    statement, for the names of units."""
    counts = None if matches is None else _counts(matches, asked)
    units = _units(counts, asked)
    return [
        _facet(kind, counts, asked.get(kind.name), units if kind.name == UNIT else kind.labels)
        for kind in KINDS
    ]


def _units(counts: Mapping[str, Counter[str]] | None, asked: Mapping[str, str]) -> dict[str, str]:
    rows = Organization.objects.reporting()
    if counts is not None:
        rows = Organization.objects.filter(code__in=[*counts[UNIT], asked.get(UNIT, "")])
    return dict(rows.order_by("name").values_list("code", "name"))


def _counts(matches: Iterable[Match], asked: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Of a facet: what fits all that was chosen, and what fits all but that facet's own value."""
    fitting: list[Match] = []
    but_one: dict[str, list[Match]] = {kind.name: [] for kind in KINDS}
    for match in matches:
        missing = failing(match, asked)
        if not missing:
            fitting.append(match)
        elif len(missing) == 1:
            but_one[missing[0]].append(match)
    return {kind.name: _counted(kind, chain(fitting, but_one[kind.name])) for kind in KINDS}


def _counted(kind: Kind, matches: Iterable[Match]) -> Counter[str]:
    return Counter(value for match in matches for value in kind.values(match) if value)


def _facet(
    kind: Kind, counts: Mapping[str, Counter[str]] | None, chosen: str | None,
    labels: Mapping[str, str],
) -> Facet:  # fmt: skip
    of = None if counts is None else counts[kind.name]
    values = list(labels if of is None else of)
    if chosen and chosen not in values:
        values.append(chosen)
    options = [
        Option(
            labels.get(value, value),
            None if of is None else of[value],
            value == chosen,
            {kind.name: None if value == chosen else value, "sesudah": None},
        )
        for value in _sorted(kind, values, of, labels)
    ]
    return Facet(kind.name, kind.title, options)


def _sorted(
    kind: Kind, values: list[str], of: Counter[str] | None, labels: Mapping[str, str]
) -> list[str]:
    if kind.name == YEAR:
        return sorted(values, reverse=True)
    if kind.in_order or of is None:
        known = list(labels)
        return sorted(values, key=known.index)
    return sorted(values, key=lambda value: (-of[value], labels.get(value, value)))

"""Sums over answers, in one statement: of all, of each service, point and group of respondents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db import connection

from surveys.choices import Element, Flag

GROUPS = ("service_id", "point_id", "sex", "age", "education", "occupation", "disability", "mode")
_ELEMENTS = [element.value for element in Element]
_FLAGS = list(Flag)


@dataclass(frozen=True)
class Tally:
    """Answers of one group, in twelfths of a point; only complete ones are summed."""

    respondents: int = 0
    incomplete: int = 0
    sums: dict[str, int] = field(default_factory=dict)  # element → sum
    total: int = 0
    squares: int = 0  # of each respondent's own total
    unflagged: int = 0
    unflagged_total: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def added(tallies: Iterable[Tally]) -> Tally:
    """Several together: their answers pooled."""
    found = list(tallies)
    names = [field.name for field in fields(Tally) if field.name != "sums"]
    sums = {name: sum(tally.sums.get(name, 0) for tally in found) for name in _ELEMENTS}
    return Tally(sums=sums, **{name: sum(getattr(t, name) for t in found) for name in names})


@dataclass(frozen=True)
class Tallies:
    """What one statement found: all answers, how many bear each flag, and the groups."""

    every: Tally
    flags: dict[str, int]  # name of the flag → complete answers with it
    groups: dict[str, dict[str, Tally]]  # column → value ("" where not given) → tally

    def as_json(self) -> dict[str, Any]:
        groups = {
            name: {value: tally.as_json() for value, tally in found.items()}
            for name, found in self.groups.items()
        }
        return {"every": self.every.as_json(), "flags": self.flags, "groups": groups}

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Tallies:
        groups = {
            name: {value: Tally(**tally) for value, tally in found.items()}
            for name, found in kept["groups"].items()
        }
        return cls(Tally(**kept["every"]), kept["flags"], groups)


def tallies_of(periods: Iterable[int], groups: Sequence[str] = GROUPS) -> Tallies:
    """One statement, whatever the number of answers; `groups` are columns of GROUPS."""
    rows = _rows(list(periods), [name for name in GROUPS if name in groups])
    every, flags = Tally(), {flag.name or "": 0 for flag in _FLAGS}
    found: dict[str, dict[str, Tally]] = {name: {} for name in groups}
    for row in rows:
        name, value, tally = row[0], row[1], _tally(row[2:])
        if name is None:
            every = tally
            flags = dict(zip(flags, row[2 + _WIDTH :], strict=True))
        else:
            found[name]["" if value is None else value] = tally
    return Tallies(every, flags, found)


def tally_by_period(periods: Iterable[int]) -> dict[int, Tally]:
    """The sums of many periods at once: period → tally; those without answers are missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT period_id, {_SUMS} FROM ({_ANSWERS}) answers GROUP BY period_id",  # noqa: S608 - our own columns
            [list(periods)],
        )
        return {row[0]: _tally(row[1 : 1 + _WIDTH]) for row in cursor.fetchall()}


_TOTAL = " + ".join(_ELEMENTS)
_ANSWERS = f"SELECT *, ({_TOTAL})::bigint AS total FROM surveys_response WHERE period_id = ANY(%s)"  # noqa: S608
_COUNTED = [
    "count(total)",
    "count(*) - count(total)",
    *(f"coalesce(sum({name}) FILTER (WHERE total IS NOT NULL), 0)" for name in _ELEMENTS),
    "coalesce(sum(total), 0)::bigint",
    "coalesce(sum(total * total), 0)::bigint",
    "count(total) FILTER (WHERE flags = 0)",
    "coalesce(sum(total) FILTER (WHERE flags = 0), 0)::bigint",
]
_SUMS = ", ".join(_COUNTED)
_WIDTH = len(_COUNTED)
_BORNE = ", ".join(f"count(total) FILTER (WHERE flags & {int(flag)} <> 0)" for flag in _FLAGS)


def _rows(periods: list[int], groups: list[str]) -> list[tuple[Any, ...]]:
    """One row for all answers (no name) and one for each value of each group."""
    sets = ", ".join(["()", *(f"({name})" for name in groups)])
    # Which set a row belongs to: the column that GROUPING does not call a subtotal.
    named = " ".join(f"WHEN GROUPING({name}) = 0 THEN '{name}'" for name in groups)
    values = " ".join(f"WHEN GROUPING({name}) = 0 THEN {name}::text" for name in groups)
    name, value = (f"CASE {named} END", f"CASE {values} END") if groups else ("NULL", "NULL")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {name}, {value}, {_SUMS}, {_BORNE} FROM ({_ANSWERS}) answers"  # noqa: S608
            f" GROUP BY GROUPING SETS ({sets})",
            [periods],
        )
        return list(cursor.fetchall())


def _tally(row: Sequence[Any]) -> Tally:
    respondents, incomplete, *rest = row
    sums = dict(zip(_ELEMENTS, map(int, rest), strict=False))
    total, squares, unflagged, unflagged_total = rest[len(_ELEMENTS) : len(_ELEMENTS) + 4]
    return Tally(respondents, incomplete, sums, total, squares, unflagged, unflagged_total)

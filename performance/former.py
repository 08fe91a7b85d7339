"""What masters said in an earlier year, laid over what they say now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from django.db.models import Model

Key = tuple[str, int]  # "indicator", "node" or "organization", and its primary key


class Values(Protocol):
    """The rows of former values, as `FormerValueQuerySet` finds them."""

    def of(self, year: int, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]: ...


OWNERS = {
    "performance.indicator": "indicator",
    "performance.plannode": "node",
    "organizations.organization": "organization",
}

# What is read along with a row that a foreign key once pointed to, so that nobody asks later.
ALONG = {"performance.plannode": ("organization", "parent__parent__parent")}


def lay_over(rows: Iterable[Model], values: Values, year: int) -> set[str]:
    """Give indicators, nodes and units, and those read with them, the fields valid in the year.

    One query, and one for each foreign key that pointed elsewhere; none for no rows. Returns the
    names of the fields that said something else.
    """
    reached: dict[Key, list[Model]] = defaultdict(list)
    for row in _reached(rows):
        reached[OWNERS[row._meta.label_lower], row.pk].append(row)
    if not reached:
        return set()
    names: set[str] = set()
    moved: dict[str, list[tuple[Model, int]]] = defaultdict(list)
    for key, said in values.of(year, reached).items():
        names |= set(said)
        for row in reached[key]:
            for name, value in said.items():
                if put(row, name, value):
                    moved[name].append((row, value))
    for name, pairs in moved.items():
        _point_again(name, pairs, values, year)
    return names


def _reached(rows: Iterable[Model]) -> Iterator[Model]:
    """The rows and everything read along with them that can have former values, each once."""
    stack, seen = list(rows), set()
    while stack:
        row = stack.pop()
        if id(row) in seen or row._meta.label_lower not in OWNERS:
            continue
        seen.add(id(row))
        yield row
        stack += [found for found in row._state.fields_cache.values() if isinstance(found, Model)]  # noqa: SLF001 - what was read


def put(row: Model, name: str, value: Any) -> bool:
    """Set one field; True when an object that was read along must be read again."""
    field: Any = row._meta.get_field(name)
    if not field.concrete:
        return False  # kept beside the row, as partners are
    if not field.is_relation:
        setattr(row, name, field.to_python(value))
        return False
    was_read = field.is_cached(row)
    setattr(row, field.attname, value)
    return was_read and value is not None


def _point_again(name: str, pairs: list[tuple[Model, int]], values: Values, year: int) -> None:
    related: Any = pairs[0][0]._meta.get_field(name).related_model
    along = ALONG.get(related._meta.label_lower, ())
    found = related.objects.select_related(*along).in_bulk([pk for _, pk in pairs])
    lay_over(found.values(), values, year)
    for row, pk in pairs:
        if pk in found:
            setattr(row, name, found[pk])


def in_order(rows: Sequence[Model], names: Sequence[str]) -> list[Model]:
    """Rows in the order a query asked for, by the fields they say now; empty ones last."""
    found = list(rows)
    for name in reversed(names):
        path = name.removeprefix("-").split("__")
        found.sort(key=lambda row: _sortable(row, path), reverse=name.startswith("-"))
    return found


def _sortable(row: Any, path: Sequence[str]) -> tuple[bool, Any]:
    for name in path:
        row = getattr(row, name, None)
    return (row is None, row)


def sql_in_year(
    alias: str, name: str, kind: str = "text", *, suffix: str = "", owner: str = "indicator"
) -> str:
    """An SQL expression: the field of an indicator (or node, or organization) as it was in `%(year)s`."""
    return f"""coalesce((SELECT (jsonb_build_array(f.value) ->> 0)::{kind} FROM performance_formervalue f
        WHERE f.{owner}_id = {alias}.id AND f.field = '{name}' AND f.until_year >= %(year)s
        ORDER BY f.until_year LIMIT 1), {alias}."{name}{suffix}")"""  # noqa: S608 - constants go in


def sql_source(alias: str, feed: str) -> str:
    """An SQL expression: the code of the source that fills an indicator in `%(year)s`; "" for none."""
    return f"""coalesce((SELECT f.value ->> 0 FROM performance_formervalue f
        WHERE f.indicator_id = {alias}.id AND f.field = 'feed' AND f.until_year >= %(year)s
        ORDER BY f.until_year LIMIT 1), {feed}.source, '')"""  # noqa: S608 - constants go in


def sql_former(alias: str, owner: str) -> str:
    """An SQL expression: everything that was different in `%(year)s`, as JSON by field; NULL where
    nothing was. What is read last of a field was valid in the year."""
    return f"""(SELECT jsonb_object_agg(f.field, f.value ORDER BY f.until_year DESC)
        FROM performance_formervalue f
        WHERE f.{owner}_id = {alias}.id AND f.until_year >= %(year)s)"""  # noqa: S608 - constants go in


SQL_CITY_SCHEME = """coalesce((SELECT jsonb_build_array(f.value) ->> 0 FROM performance_formervalue f
        WHERE f.indicator_id IS NULL AND f.node_id IS NULL AND f.organization_id IS NULL AND f.field = 'band_scheme'
          AND f.until_year >= %(year)s ORDER BY f.until_year LIMIT 1),
    (SELECT band_scheme FROM performance_performancesettings WHERE id = 1), '')"""

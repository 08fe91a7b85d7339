"""Reference data that ships with the project: the rules of the innovation index by year.

Loading adds years that are missing and brings what a newer release knows to the others: what the
sources tell always, the rules as long as the city has neither changed them nor opened a round.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from django.db import models, transaction

from innovations.models import IndexRound, IndexRow, IndexSet
from organizations import activity

HERE = Path(__file__).parent
WRITTEN = ("number", "part", "name", "weight", "first", "second", "third", "effort")
KNOWN = ("basis", "divisor", "basic_services", "count_weight", "count_most", "bands")
OF_A_ROW = (*WRITTEN, "position", "is_mandatory", "takes_link", "edges", "bases")
RENEWED = "Skema diperbarui dengan yang disertakan portal"


@transaction.atomic
def load() -> None:
    """Everything; running it again changes nothing."""
    for given in json.loads((HERE / "index_sets.json").read_text(encoding="utf-8")):
        held = IndexSet.objects.select_for_update().filter(year=given["year"]).first()
        if held is None:
            _add(given)
        else:
            _renew(held, given)


def _add(given: dict[str, Any]) -> None:
    made = IndexSet(year=given["year"], **_rules(given))
    made.save()
    IndexRow.objects.bulk_create(_rows(made, given))


def _renew(held: IndexSet, given: dict[str, Any]) -> None:
    rules, rows = _rules(given), _rows(held, given)
    if held.version > 1 or IndexRound.objects.filter(set=held).exists():
        rules, rows = {"facts": rules["facts"]}, list(held.rows.all())
    is_renewed = any(getattr(held, name) != value for name, value in rules.items())
    if is_renewed:
        for name, value in rules.items():
            setattr(held, name, value)
        held.save(update_fields=list(rules))
    if [_told(row) for row in rows] != [_told(row) for row in held.rows.all()]:
        held.rows.all().delete()
        IndexRow.objects.bulk_create(rows)
        is_renewed = True
    if is_renewed:
        verb = activity.verb_of(held, "reference")
        activity.record(obj=held, verb=verb, summary=f"{RENEWED}: {held}", by=None)


def _rules(given: dict[str, Any]) -> dict[str, Any]:
    since, until = given["window"]
    shipped = {name: given[name] for name in (*KNOWN, "facts", "unknown")}
    shipped |= {"window_from": since, "window_to": until}
    return {name: _value(IndexSet, name, value) for name, value in shipped.items()}


def _rows(index_set: IndexSet, given: dict[str, Any]) -> list[IndexRow]:
    if not given["rows"]:
        return []
    bases: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(f"index_bases_{given['rows']}"):
        words = [row["first"], row["second"], row["third"]]
        found = {"code": row["code"], "name": row["name"], "words": words}
        bases.setdefault(row["number"], []).append(found)
    return [
        _row(index_set, position, row, bases.get(row["number"], []))
        for position, row in enumerate(_lines(f"index_rows_{given['rows']}"), 1)
    ]


def _told(row: IndexRow) -> list[Any]:
    """What is shipped of a row, in the types of its columns."""
    return [_value(IndexRow, name, getattr(row, name)) for name in OF_A_ROW]


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.to_python(value)


def _row(
    index_set: IndexSet, position: int, row: dict[str, str], bases: list[dict[str, Any]]
) -> IndexRow:
    edges: dict[str, Any] = {}
    if row["edges"]:
        at = [edge or None for edge in row["edges"].split("|")]
        edges = {"at": at, "falling": row["falling"] == "1", "decimals": int(row["decimals"])}
    return IndexRow(
        set=index_set,
        position=position,
        is_mandatory=row["mandatory"] == "1",
        takes_link=row["link"] == "1",
        edges=edges,
        bases=bases,
        **{name: row[name] for name in WRITTEN},
    )


def _lines(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))

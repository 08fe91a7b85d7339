"""Reference data that ships with the project: the rules of the innovation index by year.

Loading adds years that are missing; what a city has filled in or changed stays as it is.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from innovations.models import IndexRow, IndexSet

HERE = Path(__file__).parent
WRITTEN = ("number", "part", "name", "weight", "first", "second", "third", "effort")
KNOWN = ("basis", "divisor", "basic_services", "count_weight", "count_most", "bands")


@transaction.atomic
def load() -> None:
    """Everything; running it again changes nothing."""
    there = set(IndexSet.objects.values_list("year", flat=True))
    for given in json.loads((HERE / "index_sets.json").read_text(encoding="utf-8")):
        if given["year"] not in there:
            _load(given)


def _load(given: dict[str, Any]) -> None:
    since, until = given["window"]
    made = IndexSet.objects.create(
        year=given["year"], window_from=since, window_to=until, facts=given["facts"],
        unknown=given["unknown"], **{name: given[name] for name in KNOWN},
    )  # fmt: skip
    if not given["rows"]:
        return
    bases: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(f"index_bases_{given['rows']}"):
        words = [row["first"], row["second"], row["third"]]
        found = {"code": row["code"], "name": row["name"], "words": words}
        bases.setdefault(row["number"], []).append(found)
    IndexRow.objects.bulk_create(
        _row(made, position, row, bases.get(row["number"], []))
        for position, row in enumerate(_lines(f"index_rows_{given['rows']}"), 1)
    )


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

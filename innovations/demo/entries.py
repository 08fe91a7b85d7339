"""Entries of the registry: written by a unit, verified by its head, shown by Bagian Organisasi."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from innovations import states
from innovations.choices import Intake, Origin
from innovations.demo.days import morning
from innovations.models import Award, Innovation
from innovations.registry.actions.entries import begin_entry
from innovations.registry.actions.moving import move_entry
from innovations.registry.actions.parts import save_award
from innovations.registry.queries.completeness import needed
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import Assignment, User
from organizations.workflow import Transition

HERE = Path(__file__).parent
STEPS = 2
INTAKES = {"A-Jak": Intake.CHILD}
WRITTEN = (
    "name", "expansion", "source", "summary", "category", "form", "technology", "initiator",
    "initiator_position", "stage", "idea", "purpose",
)  # fmt: skip
REGISTERED = date(2025, 8, 4)  # what has no day of its own
VERIFIED, SHOWN = timedelta(days=3), timedelta(days=7)


def load(city: DemoCity) -> Iterator[str]:
    """The city's own, then those of others."""
    rows = list(read())
    leads = heads()
    desk = city.people["organisasi@contoh.test"]
    for row in (row for row in rows if row["unit"]):
        unit = city.unit(row["unit"])
        _own(
            row,
            unit,
            writer=_writer(city, row["unit"], leads[unit.pk]),
            head=leads[unit.pk],
            desk=desk,
        )
    yield "Inovasi kota"
    for row in (row for row in rows if not row["unit"]):
        _reference(row, desk)
    yield "Rujukan dari daerah lain"


def read() -> Iterator[dict[str, str]]:
    with (HERE / "entries.csv").open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source, delimiter=";")


def heads() -> dict[int, User]:
    rows = Assignment.objects.filter(signs_documents=True).select_related("user")
    return {row.organization_id: row.user for row in rows}


def _writer(city: DemoCity, unit: str, head: User) -> User:
    """The unit's operator, where the demonstration has one."""
    return city.people.get(f"operator.{unit.lower()}@contoh.test", head)


def _values(row: dict[str, str]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in WRITTEN},
        "implemented_on": row["implemented_on"] or None,
        "affairs": row["affairs"].split(",") if row["affairs"] else [],
        "intake": INTAKES.get(row["name"], Intake.NONE),
        "is_application": bool(row["app"]),
        "app_platform": row["app"] if row["app"] == "web" else "",
    }


def _own(row: dict[str, str], unit: Any, *, writer: User, head: User, desk: User) -> Innovation:
    """What lacks something needed stays a draft, as it would with people."""
    day = date.fromisoformat(row["implemented_on"]) if row["implemented_on"] else REGISTERED
    with moment.at(morning(day)):
        values = {**_values(row), "origin": Origin.OWN.value}
        entry = begin_entry(organization=unit, values=values, by=writer)
        _awards(entry, row, writer)
    if needed(entry):
        return entry
    _move(entry, states.SUBMIT, writer, day)
    _move(entry, states.VERIFY, head, day + VERIFIED)
    return _move(entry, states.PUBLISH, desk, day + SHOWN)


def _reference(row: dict[str, str], desk: User) -> Innovation:
    with moment.at(morning(REGISTERED)):
        entry = begin_entry(organization=None, values=_values(row), by=desk)
        _awards(entry, row, desk)
    return _move(entry, states.RELEASE, desk, REGISTERED + SHOWN)


def _awards(entry: Innovation, row: dict[str, str], by: User) -> None:
    for told in filter(None, row["awards"].split(";")):
        competition, level, year, result = told.split("|")
        values = {
            "competition": competition,
            "level": level,
            "year": int(year) if year else None,
            "result": result,
        }
        save_award(award=Award(innovation=entry), values=values, by=by)


def _move(entry: Innovation, transition: Transition, by: User, day: date) -> Innovation:
    with moment.at(morning(day)):
        return move_entry(
            innovation=Innovation.objects.select_related("organization").get(pk=entry.pk),
            transition=transition,
            by=by,
        )

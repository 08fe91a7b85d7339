"""Whatever happens from the running year on, a closed year's documents stay as they were.

A city of two units lives through imports, entries, revisions, moves, rolls and changed masters
in random order. After every act the documents of the closed year are the same to the byte, the
city's rupiah of every year is the sum that was brought in, and the public pages answer.
"""

from __future__ import annotations

import random

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client

from organizations.spreadsheets.table import ImportProblem
from tests.performance.town import CLOSED, Town

SEEDS, ACTS = range(5), 14
REFUSED = (ValidationError, PermissionDenied, ObjectDoesNotExist, ImportProblem)


def happen(town: Town, act: str) -> str:
    """One act, all or nothing; what it was refused with."""
    try:
        with transaction.atomic():
            getattr(town, act)()
    except REFUSED as refusal:
        return str(refusal)
    return ""


BRINGING_IN = (
    "imports",
    "enters",
    "revises",
    "adds_a_unit_dated_back",
    "lets_a_unit_report",
    "brings_in_a_plan_of_another_unit",
)
ACTS_KNOWN = (
    "imports",
    "imports_into_the_closed_year",
    "enters",
    "revises",
    "accepts_a_revision",
    "switches_off",
    "changes_a_target",
    "moves",
    "merges",
    "rolls",
    "changes_an_indicator",
    "renames_a_node",
    "changes_the_rules",
    "adds_a_unit_dated_back",
    "lets_a_unit_report",
    "moves_a_unit_into_the_closed_year",
    "brings_in_a_plan_of_another_unit",
    "fills_the_period",
    "fills_the_pagu_of_the_period",
    "renames_the_period",
    "renames_a_version",
    "opens_a_version",
    "renames_the_city",
)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_closed_year_stays_as_it_was(db, seed):
    chance = random.Random(seed)  # noqa: S311 - the same acts every time
    town = Town(chance)
    spent = town.totals()[CLOSED]
    told = []
    for _ in range(ACTS):
        act, before = chance.choice(ACTS_KNOWN), town.city()
        told.append((act, happen(town, act)))
        if told[-1][1]:
            continue  # all of it was taken back
        if act not in BRINGING_IN:
            assert town.city() == before, told
        now = dict(town.documents())
        changed = [name for name in now if now[name] != town.closed[name]]
        assert not changed, (told, changed)
        assert town.totals()[CLOSED] == spent, told
        for page in ("/", *(f"/kinerja/opd/{unit.code}/" for unit in town.units)):
            assert Client().get(page).status_code == 200, (told, page)

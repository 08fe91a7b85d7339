"""Two cities in one server, alike but for the number of their reports."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.core.cache import cache as kept
from django.db import connection, connections

from bench.cases import seconds
from complaints import reference
from complaints.demo.places import create_areas
from complaints.public.actions.tallies import recount_all
from organizations.choices import Role
from tests.factories.organizations import make_city, make_unit, make_user
from tests.harness import database

SMALL, LARGE = "bench_small", "bench_large"
FEW, MANY, MANY_SHORT = 1_000, 1_000_000, 100_000
STATEMENTS = Path(__file__).with_name("crowd.sql").read_text()
DESK, UNIT, INSPECTOR = "meja@contoh.test", "opd@contoh.test", "inspektur@contoh.test"


@cache
def twins(many: int) -> None:
    """Build both from the template, each with its reports."""
    for name, rows in ((SMALL, FEW), (LARGE, many)):
        database.copy_database(database.TEMPLATE, name)
        with within(name):
            _settle()
            with connection.cursor() as cursor:
                cursor.execute(f"SET bench.rows = {rows}; {STATEMENTS}")
            recount_all()  # no trigger told of these reports
            connection.close()  # VACUUM is for a session of its own
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")


def _settle() -> None:
    """Units, kelurahan, categories, an officer of the desk, one of a unit and an inspector."""
    make_city()
    units = [make_unit(f"1.{n:02d}.0.00.0.00.01.0000") for n in range(1, 31)]
    reference.load()
    create_areas()
    make_user(Role.BAGIAN_ORGANISASI, units[0], email=DESK)
    make_user(Role.ADMIN_PENGHUBUNG, units[0], email=UNIT)
    make_user(Role.INSPEKTORAT, units[1], email=INSPECTOR)


@contextmanager
def within(name: str) -> Iterator[None]:
    """Everything in here asks that database, each over a connection that stays open."""
    before = connections["default"]
    connections["default"] = _opened(name)
    try:
        yield
    finally:
        connections["default"] = before


def current() -> str:
    return connections["default"].settings_dict["NAME"]


@cache
def _opened(name: str) -> Any:
    found = connections.create_connection("default")
    found.settings_dict = {**found.settings_dict, "NAME": name}
    return found


def side_by_side(
    work: Callable[[], object], rounds: int, names: tuple[str, str] = (LARGE, SMALL)
) -> tuple[float, float, float]:
    """Median of large/small over the rounds, and the seconds of each; nothing is kept between."""
    pairs = []
    for number in range(rounds + 1):
        took = []
        for name in names:
            with within(name):
                kept.clear()
                took.append(seconds(work))
        if number:  # the first warms up
            pairs.append(took)
    large, small = (statistics.median(side) for side in zip(*pairs, strict=True))
    return statistics.median(a / b for a, b in pairs), large, small

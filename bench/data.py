"""A unit with as many rows as a case asks for, built once per run."""

from __future__ import annotations

from functools import cache

from django.test import Client

from organizations.choices import Role
from organizations.models import Organization, User
from performance.models import ReportingWindow
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_pagu,
    make_period_target,
    make_realization,
    make_spending,
    make_target,
    make_window,
)

YEAR, QUARTER = 2025, 4


@cache
def big_unit(rows: int) -> Organization:
    """`rows` cells to type: half indicators, half rupiah, with five years of figures."""
    make_city()
    unit = make_unit()
    if not ReportingWindow.objects.exists():
        make_window(QUARTER)
    branch = make_branch(unit, subs=rows // 2)
    for goal in range(12):
        index = make_indicator(
            branch["sasaran"], name=f"Indeks {goal}", is_iku=True, accumulation="last"
        )
        make_period_target(index, baseline=50, end_target=95)
        for year in range(YEAR - 4, YEAR + 1):
            make_target(index, 80, year=year)
            make_realization(index, 60, 65, 70, 75 + goal, year=year)
    for node in branch["subs"]:
        indicator = make_indicator(node, name=f"Jumlah dokumen {node.name} yang disusun")
        make_target(indicator, 12)
        make_realization(indicator, 3, 3, 3)
        make_pagu(node, 250_000_000)
        make_spending(node, 60_000_000, 55_000_000, 65_000_000)
    return unit


@cache
def operator(rows: int) -> tuple[User, Client]:
    user = make_user(Role.OPERATOR_OPD, big_unit(rows))
    client = Client()
    client.force_login(user)
    return user, client

"""A changed plan moves the stamp of the years whose documents print it, and of no other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from organizations.choices import Role
from organizations.models import User
from performance.choices import PlanDocument
from performance.models import DataStamp, PeriodBudget, PeriodTarget, PlanningPeriod
from performance.plan.actions.budgets import save_pagu
from performance.plan.actions.periods import save_period
from performance.plan.actions.rules import save_settings
from performance.plan.actions.targets import save_targets
from performance.plan.queries.sheets import VersionChoice
from performance.stamps import PLAN_YEAR, city_stamp, stamp_of
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_version, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

RENSTRA = VersionChoice(PlanDocument.RENSTRA, 0)


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    make_version(PlanDocument.RENSTRA)
    return Office()


@pytest.fixture
def planner(db) -> User:
    return make_user(Role.BAPPEDA, make_unit())


def bumped() -> set[tuple[int | None, int]]:
    return set(DataStamp.objects.values_list("organization", "year"))


@pytest.mark.parametrize(("choice", "year"), [(None, YEAR), (RENSTRA, PLAN_YEAR)])
def test_a_target_moves_its_year_and_in_a_renstra_every_year(office, choice, year):
    earlier = stamp_of(office.unit.pk, YEAR - 1)

    save_targets(
        indicator=office.indicators[0],
        by=office.operator,
        years={YEAR: {"target": Decimal(11)}},
        period={},
        choice=choice,
    )

    assert bumped() == {(office.unit.pk, year)}
    assert (stamp_of(office.unit.pk, YEAR - 1) == earlier) is (choice is None)


@pytest.mark.parametrize(("choice", "year"), [(None, YEAR), (RENSTRA, PLAN_YEAR)])
def test_a_pagu_moves_its_year_and_in_a_renstra_every_year(office, choice, year):
    save_pagu(
        node=office.subs[0], by=office.operator, years={YEAR: 7_000}, period={}, choice=choice
    )

    assert bumped() == {(office.unit.pk, year)}


def test_a_pagu_of_the_whole_period_moves_every_year(office):
    save_pagu(node=office.subs[0], by=office.operator, years={}, period={"end_amount": 9_000})

    assert bumped() == {(office.unit.pk, PLAN_YEAR)}


def test_a_target_of_the_whole_period_moves_every_year(office):
    save_targets(
        indicator=office.indicators[0],
        by=office.operator,
        years={},
        period={"end_target": Decimal(9)},
    )

    assert bumped() == {(office.unit.pk, PLAN_YEAR)}


def test_a_changed_rule_moves_the_stamp_of_every_unit_and_year(office, planner):
    before = stamp_of(office.unit.pk, YEAR), city_stamp(YEAR - 1)

    save_settings(by=planner, average_level="program")

    assert stamp_of(office.unit.pk, YEAR) != before[0]
    assert city_stamp(YEAR - 1) != before[1]


def test_a_rule_saved_as_it_was_moves_nothing(planner):
    save_settings(by=planner, average_level="kegiatan")

    assert bumped() == set()


@pytest.mark.parametrize("years", [{"end_year": YEAR - 1}, {"start_year": YEAR + 1}])
def test_a_period_keeps_the_years_that_have_versions(office, planner, years):
    period = PlanningPeriod.objects.get()

    with pytest.raises(ValidationError, match=f"Tahun {YEAR} sudah punya versi rencana"):
        save_period(period=period, by=planner, **years)

    period = PlanningPeriod.objects.get()
    assert (period.start_year, period.end_year) == (2021, 2026)
    assert save_period(period=period, by=planner, start_year=YEAR, end_year=YEAR).end_year == YEAR


def test_figures_of_the_period_are_kept_for_each_indicator(office):
    """Two indicators of one Renstra: what is saved for the second is not written over the first."""
    for number, indicator in enumerate(office.indicators, start=1):
        save_targets(
            indicator=indicator,
            by=office.operator,
            years={},
            period={"end_target": Decimal(number)},
        )

    kept = PeriodTarget.objects.order_by("indicator").values_list("indicator", "end_target")
    assert list(kept) == [(office.indicators[0].pk, 1), (office.indicators[1].pk, 2)]


def test_amounts_of_the_period_are_kept_for_each_node(office):
    for number, node in enumerate(office.subs, start=1):
        save_pagu(node=node, by=office.operator, years={}, period={"end_amount": number})

    kept = PeriodBudget.objects.order_by("node").values_list("node", "end_amount")
    assert list(kept) == [(office.subs[0].pk, 1), (office.subs[1].pk, 2)]

"""A period takes no year away from the one in which it was reported."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organizations.choices import Role
from performance.choices import SubmissionState
from performance.models import PlanningPeriod
from performance.plan.actions.period_years import take_no_reported_year
from performance.plan.actions.periods import save_period
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import YEAR, make_period, make_submission


@pytest.fixture
def planner(db):
    make_period()
    make_submission(make_unit(), 1, SubmissionState.ACCEPTED)
    return make_user(Role.BAPPEDA, make_unit())


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (YEAR, YEAR + 4, f"Tahun {YEAR} sudah dilaporkan"),
        (YEAR - 2, YEAR + 1, f"Tahun {YEAR} sudah dilaporkan"),
        (2021, 2025, "juga mulai tahun 2021"),
    ],
)
def test_a_new_period_over_a_reported_year_is_refused(planner, client, start, end, told):
    client.force_login(planner)
    given = {"name": "RPJMD uji", "start_year": start, "end_year": end}
    with pytest.raises(ValidationError, match=told):
        save_period(period=None, by=planner, **given)

    answer = client.post(reverse("performance:period-create"), given)

    assert (answer.status_code, told in answer.content.decode()) == (400, True)
    assert PlanningPeriod.objects.count() == 1


def test_a_period_may_begin_before_the_last_one_ends(planner):
    assert save_period(
        period=None, by=planner, name="RPJMD uji", start_year=YEAR + 1, end_year=YEAR + 5
    ).pk


def test_a_period_is_not_stretched_over_a_reported_year_of_another(planner):
    later = save_period(period=None, by=planner, name="Nanti", start_year=2026, end_year=2030)

    with pytest.raises(ValidationError, match=f"Tahun {YEAR} sudah dilaporkan"):
        save_period(period=later, by=planner, start_year=YEAR, end_year=2030)


@pytest.mark.parametrize("years", [{"start_year": 2020}, {"end_year": 2027}])
def test_the_years_of_a_reported_period_stay(planner, years):
    with pytest.raises(ValidationError, match=f"Tahun {YEAR} sudah dilaporkan"):
        save_period(period=make_period(), by=planner, **years)

    assert make_period().years == range(2021, 2027)


@pytest.mark.parametrize("missing", ["start_year", "end_year"])
def test_a_period_without_one_of_its_years_is_asked_for_it(planner, client, missing):
    client.force_login(planner)
    given = {"name": "RPJMD uji", "start_year": YEAR + 5, "end_year": YEAR + 9, missing: ""}

    answer = client.post(reverse("performance:period-create"), given)

    assert answer.status_code == 400
    assert missing in answer.context["form"].errors
    take_no_reported_year(None, {**given, missing: None})  # says nothing of what is not known

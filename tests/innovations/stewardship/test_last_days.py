"""The day itself: a last day still counts, the day after does not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from innovations.choices import Ending
from innovations.formulas import half_year_of
from innovations.stewardship.queries.check_ins import overdue_in_units_of, to_ask
from innovations.stewardship.queries.sustainability import of_year
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


def test_a_question_is_overdue_from_the_day_after_its_last_one():
    make_city()
    row = make_check_in(make_innovation())
    city = make_user(Role.BAGIAN_ORGANISASI)

    assert not overdue_in_units_of(city, row.due_on).exists()
    assert overdue_in_units_of(city, date(2026, 7, 1)).exists()


@pytest.mark.parametrize(("day", "is_asked"), [(31, True), (1, False)])
def test_what_was_published_on_the_day_of_the_question_is_asked_next_time(day, is_asked):
    shown = datetime(2026, 5 if is_asked else 6, day, 12, tzinfo=timezone.get_current_timezone())
    make_innovation(published_at=shown)

    assert to_ask(half_year_of(date(2026, 6, 1))).exists() == is_asked


@pytest.mark.parametrize(("ended_on", "is_told"), [("2026-01-01", True), ("2025-12-31", False)])
def test_what_ended_on_the_first_day_of_a_year_belongs_to_it(ended_on, is_told):
    make_innovation(ending=Ending.RETIRED, ended_on=date.fromisoformat(ended_on))

    assert of_year(2026).exists() == is_told

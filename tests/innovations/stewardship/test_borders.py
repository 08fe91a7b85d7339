"""The first and the last day on which something may be said of an innovation."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from innovations.choices import Ending
from innovations.stewardship.actions.asking import run_check_ins
from innovations.stewardship.actions.judgements import LONGEST, judge_health
from innovations.stewardship.actions.simplifying import RETIRE, decide
from innovations.stewardship.queries.figures import answered_in_time
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def test_who_was_asked_late_is_not_reminded_at_once():
    row = make_innovation()
    make_steward(row)
    asked = make_check_in(row, asked_on=date(2026, 6, 27))

    run_check_ins(now=timezone.make_aware(datetime(2026, 6, 28, 9)))

    asked.refresh_from_db()
    assert asked.reminded_at is None


def test_ended_on_the_day_it_began():
    row = make_innovation(implemented_on=date(2026, 5, 4), trial_on=None)
    city = make_user(Role.BAGIAN_ORGANISASI)

    decide(innovation=row, decision=RETIRE, reason="Batal", by=city, on=date(2026, 5, 4))

    row.refresh_from_db()
    assert row.ending == Ending.RETIRED


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "sesudah hari ini"), (1, ""), (LONGEST.days, ""), (LONGEST.days + 1, "Paling lama")],
)
def test_a_judgement_lasts_from_tomorrow_to_a_year(days, said):
    given = {
        "innovation": make_innovation(), "health": "berjalan", "reason": "Dilihat",
        "until": timezone.localdate() + timedelta(days=days),
        "by": make_user(Role.BAGIAN_ORGANISASI),
    }  # fmt: skip
    if not said:
        assert judge_health(**given).pk
        return
    with pytest.raises(ValidationError, match=said):
        judge_health(**given)


def test_what_ended_on_its_last_day_is_not_due_any_more():
    unit = make_unit()
    for ended in (date(2026, 6, 30), date(2026, 7, 1)):
        make_check_in(make_innovation(unit, ending=Ending.RETIRED, ended_on=ended))

    assert answered_in_time(unit, 2026, 3) == Decimal(0)
    unit.innovations.filter(ended_on=date(2026, 7, 1)).update(ended_on=date(2026, 6, 30))
    assert answered_in_time(unit, 2026, 3) is None

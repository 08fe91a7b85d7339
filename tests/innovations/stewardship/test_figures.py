"""What indicators of performance take from the registry."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from innovations.choices import CheckInState, Ending, InnovationState, Origin, Vitality
from performance.feeds import FEEDS
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_unit

pytestmark = pytest.mark.django_db
LIVING, IN_TIME = "inovasi-hidup", "inovasi-kabar-tepat-waktu"
INNOVATING = "opd-berinovasi"


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=timezone.get_current_timezone())


def alive(unit, answered=(2026, 6, 10), **fields):
    """Public since 2025, held, and answered for."""
    row = make_innovation(unit, **{"published_at": at(2025, 6, 24), **fields})
    make_steward(row)
    make_check_in(
        row, state=CheckInState.ANSWERED, vitality=Vitality.RUNNING, answered_at=at(*answered)
    )
    return row


def fed(code, unit, quarter, year=2026):
    return FEEDS.find(code).read(unit, year, quarter)


def test_innovations_alive_on_the_last_day_of_the_quarter_are_counted():
    unit = make_unit()
    alive(unit)
    alive(unit, ending=Ending.RETIRED, ended_on=date(2026, 8, 1))
    alive(unit, state=InnovationState.HIDDEN)
    make_innovation(unit, published_at=at(2024, 1, 2))  # nobody answers for it
    make_innovation(origin=Origin.REFERENCE, published_at=at(2025, 1, 2))
    alive(make_unit())

    assert fed(LIVING, unit, 2) == 2  # the retired one still lived
    assert fed(LIVING, unit, 3) == 1
    assert fed(LIVING, None, 3) == 2
    assert fed(LIVING, unit, 1) == 0  # nothing was answered yet
    assert fed(LIVING, make_unit(), 3) is None
    assert fed(LIVING, unit, 4, 2023) is None


def test_a_question_about_what_ended_before_its_last_day_is_not_due():
    unit = make_unit()
    alive(unit)
    for ended_on in (date(2026, 6, 20), date(2026, 7, 5)):
        make_check_in(make_innovation(unit, ending=Ending.RETIRED, ended_on=ended_on))
    alive(unit, ending=Ending.RETIRED, ended_on=date(2026, 6, 20))  # it had been answered

    assert round(fed(IN_TIME, unit, 2), 2) == Decimal("66.67")


def test_questions_answered_by_their_last_day_are_in_time():
    unit = make_unit()
    alive(unit, answered=(2026, 6, 30))
    alive(unit, answered=(2026, 7, 1))
    make_check_in(make_innovation(unit), state=CheckInState.MISSED)
    make_check_in(make_innovation(unit))
    alive(make_unit())

    assert fed(IN_TIME, unit, 2) == Decimal(25)
    assert fed(IN_TIME, None, 4) == Decimal(40)
    assert fed(IN_TIME, unit, 1) is None
    assert fed(IN_TIME, unit, 4, 2025) is None


def test_the_share_of_units_with_an_innovation_going_in_the_year():
    first, second, third, _none = (make_unit() for _ in range(4))
    gone = make_unit(valid_to=date(2026, 3, 1))
    unseen = make_unit(is_reporting=False)
    assert fed(INNOVATING, None, 2) is None  # nothing is registered yet: not nought
    for unit in (first, first, gone, unseen):
        make_innovation(unit, published_at=at(2025, 6, 24))
    make_innovation(
        second, published_at=at(2025, 1, 2), ending=Ending.RETIRED, ended_on=date(2026, 2, 1)
    )
    make_innovation(
        third, published_at=at(2024, 1, 2), ending=Ending.RETIRED, ended_on=date(2025, 12, 31)
    )
    make_innovation(third, state=InnovationState.HIDDEN)
    make_innovation(third, origin=Origin.REFERENCE, published_at=at(2025, 1, 2))
    make_innovation(third, published_at=at(2026, 7, 1))

    assert fed(INNOVATING, None, 2) == 50
    assert fed(INNOVATING, None, 3) == 75
    assert fed(INNOVATING, first, 2) == 50  # whichever unit answers for the indicator
    assert fed(INNOVATING, None, 4, 2023) is None

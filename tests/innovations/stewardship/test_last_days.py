"""The day itself: a last day still counts, the day after does not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from innovations.choices import CheckInState, Ending, Vitality
from innovations.formulas import half_year_of
from innovations.models import Handover
from innovations.stewardship.actions import handovers
from innovations.stewardship.queries.check_ins import overdue_in_units_of, to_ask
from innovations.stewardship.queries.health import life_of
from innovations.stewardship.queries.orphans import has_lapsed
from innovations.stewardship.queries.sustainability import of_year
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation, make_steward
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


def test_who_was_asked_may_answer_on_the_last_day_of_the_assignment():
    innovation = make_innovation()
    taker = make_user(Role.OPERATOR_OPD, innovation.organization).assignments.get()
    taker.valid_to = date(2026, 6, 30)
    taker.save(update_fields=["valid_to"])
    offer = Handover.objects.create(
        innovation=innovation, taker=taker, offered_by=make_user(Role.BAGIAN_ORGANISASI)
    )

    assert not has_lapsed(offer, date(2026, 6, 30))
    assert has_lapsed(offer, date(2026, 7, 1))


def test_a_question_due_on_the_day_of_the_newest_answer_is_not_missed():
    innovation = make_innovation()
    make_steward(innovation)
    make_check_in(innovation, "2025-S2", due_on=date(2026, 6, 10))
    make_check_in(
        innovation,
        state=CheckInState.ANSWERED,
        vitality=Vitality.RUNNING,
        answered_at=datetime(2026, 6, 10, 12, tzinfo=timezone.get_current_timezone()),
    )

    reasons = life_of(innovation, date(2026, 6, 11)).reasons
    assert not any("tidak dijawab" in reason for reason in reasons)


def test_a_steward_never_ends_before_having_begun():
    """The assignment had ended already when the innovation was given to it."""
    innovation = make_innovation()
    former = make_steward(innovation)  # since 3 June 2024
    former.assignment.valid_to = date(2024, 5, 31)
    former.assignment.save(update_fields=["valid_to"])
    taker = make_user(Role.OPERATOR_OPD, innovation.organization).assignments.get()
    head = make_user(Role.KEPALA_OPD, innovation.organization)
    offer = handovers.offer_handover(innovation=innovation, taker=taker, note="Kunci", by=head)

    handovers.confirm_handover(handover=offer, by=taker.user)

    former.refresh_from_db()
    assert former.until == former.since

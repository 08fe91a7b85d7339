"""An innovation is held by an assignment: when that ends, nobody answers for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovations.choices import Ending, InnovationState
from innovations.models import Steward
from innovations.stewardship.queries.stewards import (
    holding_of,
    holdings_of,
    orphans,
    stewarded,
    takers_of,
    to_be_held,
)
from organizations.choices import Role
from tests.factories.innovations import make_innovation, make_steward
from tests.factories.organizations import make_assignment, make_unit, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


def ending(steward: Steward, day: date) -> None:
    steward.assignment.valid_to = day
    steward.assignment.save(update_fields=["valid_to"])


def test_held_until_the_last_day_of_the_assignment_and_an_orphan_from_the_next():
    innovation = make_innovation()
    steward = make_steward(innovation)
    ending(steward, TODAY)

    assert holding_of(innovation, TODAY).steward == steward
    after = holding_of(innovation, date(2026, 7, 2))
    assert (after.steward, after.orphan_since, after.last) == (None, date(2026, 7, 2), steward)
    assert not Steward.objects.on(date(2026, 7, 2)).exists()


def test_a_unit_that_ends_leaves_its_innovations_without_a_steward():
    innovation = make_innovation()
    steward = make_steward(innovation)
    unit = steward.assignment.organization
    unit.valid_to = TODAY
    unit.save(update_fields=["valid_to"])
    tomorrow = date(2026, 7, 2)

    assert holding_of(innovation, TODAY).steward == steward
    assert holding_of(innovation, tomorrow).orphan_since == tomorrow
    for day, held in ((TODAY, True), (tomorrow, False)):
        assert Steward.objects.on(day).exists() is held
        assert to_be_held().filter(stewarded(day)).exists() is held


def test_never_held_is_an_orphan_since_it_was_entered():
    innovation = make_innovation(published_at="2026-03-04T08:00:00+07:00")
    innovation.refresh_from_db()

    assert holding_of(innovation, TODAY).orphan_since == date(2026, 3, 4)


def test_the_newer_holder_counts_on_the_day_of_a_handover():
    innovation = make_innovation()
    former = make_steward(innovation)
    Steward.objects.filter(pk=former.pk).update(until=TODAY)
    newer = make_steward(innovation)
    Steward.objects.filter(pk=newer.pk).update(since=TODAY)

    assert holding_of(innovation, TODAY).steward == newer
    assert holding_of(innovation, date(2026, 6, 30)).steward == former


def test_orphans_of_one_unit_for_its_head_and_of_all_for_bagian_organisasi():
    unit = make_unit()
    mine, other = make_innovation(unit), make_innovation()
    make_steward(make_innovation(unit))
    left = make_innovation(unit)
    ending(make_steward(left), date(2026, 6, 30))
    make_innovation(unit, state=InnovationState.DRAFT)
    make_innovation(unit, ending=Ending.RETIRED, ended_on=date(2026, 5, 1))
    make_innovation(origin="rujukan")

    head, city = make_user(Role.KEPALA_OPD, unit), make_user(Role.BAGIAN_ORGANISASI)

    assert set(orphans(head, TODAY)) == {mine, left}
    assert set(orphans(city, TODAY)) == {mine, left, other}
    assert set(orphans(make_user(Role.OPERATOR_OPD, unit), TODAY)) == set()


def test_takers_are_those_who_work_on_innovations_of_the_unit():
    innovation = make_innovation()
    unit = innovation.organization
    operator = make_user(Role.OPERATOR_OPD, unit).assignments.get()
    make_user(Role.PENGELOLA_SURVEI, unit)
    make_user(Role.OPERATOR_OPD)
    make_assignment(make_user(), Role.KEPALA_OPD, unit, valid_to=date(2026, 6, 30))

    assert takers_of(innovation, TODAY) == [operator]


def test_many_cost_one_statement():
    for _ in range(3):
        make_steward(make_innovation())
    rows = list(to_be_held())

    with CaptureQueriesContext(connection) as captured:
        found = holdings_of(rows, TODAY)
        assert all(one.steward and one.steward.assignment.user.full_name for one in found.values())

    assert len(captured) == 1

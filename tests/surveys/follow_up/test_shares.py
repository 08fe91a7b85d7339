"""What is planned, carried over, public and done: the queries every page and document reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from surveys.choices import CommentState, Element, FollowUpState, ForumState, PeriodState
from surveys.formulas import level_reached, months_until
from surveys.index.queries.comments import public_comments, shown_comments
from surveys.index.queries.plans import (
    Share,
    carried_into,
    completion_share,
    plans_of,
    public_plans,
    share_of,
    shares_by,
)
from surveys.index.queries.results import live_result
from surveys.models import FollowUp
from tests.factories.organizations import make_unit
from tests.factories.surveys import (
    make_comment,
    make_follow_up,
    make_forum,
    make_period,
    make_responses,
    make_service_unit,
)  # fmt: skip

pytestmark = pytest.mark.django_db
CONFIRMED, DROPPED = FollowUpState.CONFIRMED, FollowUpState.DROPPED
SECOND = {"code": "2026-S2", "starts_on": date(2026, 7, 1), "ends_on": date(2026, 12, 31)}


def test_elements_as_low_as_the_third_are_named():
    period = make_period()
    make_responses(period, "222334444", "222334444")

    result = live_result(period)

    assert [one.number for one in result.lowest] == [1, 2, 3]
    assert result.tied == ()
    make_responses(period, "411111111")
    result = live_result(period)
    assert {one.mean for one in result.tied} <= {result.lowest[-1].mean}
    assert [one.number for one in (*result.lowest, *result.tied)] == [2, 3, 4, 5]


def test_nobody_answered_so_nothing_is_low():
    result = live_result(make_period())

    assert (result.lowest, result.tied) == ((), ())


def test_a_plan_needs_an_element_of_a_period_or_a_forum():
    unit = make_service_unit()
    given = {"unit": unit, "action": "x", "owner": "y", "due_on": date(2026, 9, 30)}

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(**given, period=make_period(unit))
    FollowUp.objects.create(**given, forum=make_forum(unit))


def test_given_up_stays_in_the_share():
    period = make_period()
    for state in (FollowUpState.PLANNED, FollowUpState.DONE, CONFIRMED, DROPPED):
        make_follow_up(period, state=state)

    assert share_of(FollowUp.objects.all()) == Share(4, 1)
    assert Share(4, 1).percent == Decimal("25.00")
    assert Share().percent is None
    assert shares_by("unit", FollowUp.objects.all()) == {period.unit_id: Share(4, 1)}
    organization = period.unit.organization_id
    assert shares_by("unit__organization", FollowUp.objects.all()) == {organization: Share(4, 1)}


def test_completion_of_a_quarter_counts_what_was_due_and_done_by_then():
    period = make_period()
    other = make_period(make_service_unit(make_unit()))
    make_follow_up(period, due_on=date(2026, 6, 30))
    make_follow_up(period, due_on=date(2026, 9, 30), state=CONFIRMED, done_on=date(2026, 9, 30))
    make_follow_up(period, due_on=date(2026, 9, 30), state=CONFIRMED, done_on=date(2026, 10, 1))
    make_follow_up(period, due_on=date(2025, 12, 31), state=CONFIRMED)
    make_follow_up(other, due_on=date(2026, 9, 30))
    opd = period.unit.organization

    assert completion_share(opd, 2026, 1) is None
    assert completion_share(opd, 2026, 2) == Decimal(0)
    assert completion_share(opd, 2026, 3).quantize(Decimal("0.01")) == Decimal("33.33")
    assert completion_share(opd, 2026, 4).quantize(Decimal("0.01")) == Decimal("66.67")
    assert completion_share(None, 2026, 4) == Decimal(50)


def test_the_next_report_takes_over_what_came_before():
    unit = make_service_unit()
    old = make_period(unit, code="2025-S2", starts_on=date(2025, 7, 1), ends_on=date(2025, 12, 31))
    before, now = make_period(unit), make_period(unit, **SECOND)
    make_follow_up(old, action="lama selesai", state=CONFIRMED, done_on=date(2026, 3, 1))
    make_follow_up(old, action="lama belum")
    make_follow_up(old, action="lama batal", state=DROPPED)
    make_follow_up(before, Element.FACILITIES, action="selesai", state=CONFIRMED)
    make_follow_up(before, Element.COST, action="batal", state=DROPPED)
    make_follow_up(now, action="baru")

    assert [row.action for row in carried_into(now)] == ["lama belum", "batal", "selesai"]
    assert [row.action for row in plans_of(now)] == ["baru"]
    assert carried_into(old) == []


def test_nothing_is_public_before_its_result_or_its_minutes():
    unit = make_service_unit()
    closed = make_period(unit, state=PeriodState.CLOSED)
    shown = make_period(unit, state=PeriodState.PUBLISHED, **SECOND)
    held = make_forum(unit, state=ForumState.HELD, period=shown)
    told = make_forum(unit, state=ForumState.PUBLISHED)
    make_follow_up(closed, action="belum diumumkan")
    make_follow_up(shown, action="diumumkan")
    make_follow_up(shown, action="berita acara belum terbit", forum=held)
    FollowUp.objects.create(
        unit=unit, forum=told, action="disepakati", owner="x", due_on=date(2027, 1, 1)
    )

    assert [row.action for row in public_plans(unit)] == ["diumumkan", "disepakati"]


def test_only_moderated_words_of_an_announced_result_are_public():
    unit = make_service_unit()
    open_ = make_period(unit, **SECOND)
    shown = make_period(unit, state=PeriodState.PUBLISHED)
    given = {"state": CommentState.SHOWN, "public_text": "Kursi kurang"}
    make_comment(shown, "Kursi kurang, kata Budi", **given)
    make_comment(shown, "Hidden", state=CommentState.HIDDEN, public_text="Hidden")
    make_comment(shown, "Menunggu")
    make_comment(open_, "Baru", state=CommentState.SHOWN, public_text="Baru")

    assert public_comments(unit) == ["Kursi kurang"]
    assert shown_comments(open_) == ["Baru"]
    assert public_comments(make_service_unit()) == []


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 3, 1), 2),
        (date(2026, 1, 15), date(2026, 1, 15), 0),
        (date(2026, 1, 15), date(2026, 1, 16), 1),
        (date(2026, 7, 1), date(2027, 7, 1), 12),
        (date(2026, 7, 1), date(2025, 7, 1), 0),
    ],
)
def test_months_after_the_report(first, last, months):
    assert months_until(first, last) == months


def test_levels_with_gaps():
    bounds = [(0, None), (1, Decimal(0)), (2, Decimal("0.01")), (5, Decimal(100))]

    reached = [
        level_reached(value, bounds, at_most=False) for value in (None, 0, Decimal("99.99"), 100)
    ]
    assert reached == [0, 1, 2, 5]
    assert level_reached(13, [(1, Decimal(12))], at_most=True) == 0

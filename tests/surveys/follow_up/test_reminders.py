"""One mail a week: to those who do it what is due, to those who judge it what waits."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from organizations.choices import Role
from organizations.models import OutgoingMail
from surveys.choices import FollowUpState
from surveys.follow_up.actions.reminders import remind_of_follow_ups
from surveys.periodic import remind
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_follow_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def monday() -> datetime:
    """Half past seven on a day of this week."""
    now = timezone.localtime()
    return datetime(now.year, now.month, now.day, 7, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


def mails() -> dict[str, str]:
    return {mail.to: f"{mail.subject}\n{mail.body}" for mail in OutgoingMail.objects.all()}


def test_due_and_late_go_to_the_manager_and_reported_to_the_head(period, manager, head, monday):
    make_user(Role.PENGELOLA_SURVEI, make_unit())
    today = monday.date()
    make_follow_up(period, action="Terlambat", due_on=today.replace(year=today.year - 1))
    make_follow_up(period, action="Segera", due_on=today)
    make_follow_up(period, action="Nanti", due_on=today.replace(year=today.year + 1, day=1))
    make_follow_up(period, action="Dilaporkan", state=FollowUpState.DONE, done_by=manager)
    make_follow_up(period, action="Beres", state=FollowUpState.CONFIRMED, done_by=manager)

    assert remind_of_follow_ups(now=monday) == 2

    found = mails()
    assert set(found) == {manager.email, head.email}
    assert found[manager.email].startswith("2 tindak lanjut survei perlu dikerjakan")
    assert "Terlambat" in found[manager.email]
    assert "lewat batas" in found[manager.email]
    assert "Nanti" not in found[manager.email]
    assert "Dilaporkan" in found[head.email]
    assert "Beres" not in found[head.email]


def test_once_a_week_from_the_morning(period, manager, monday):
    make_follow_up(period, due_on=monday.date())

    assert remind_of_follow_ups(now=monday.replace(hour=6)) == 0
    assert remind_of_follow_ups(now=monday) == 1
    assert remind_of_follow_ups(now=monday.replace(hour=9)) == 0


def test_nothing_to_say_is_not_said(period, manager, monday):
    assert remind_of_follow_ups(now=monday) == 0


def test_whoever_wants_no_reminders_gets_none(period, manager, monday):
    manager.wants_reminders = False
    manager.save()
    make_follow_up(period, due_on=monday.date())

    assert remind_of_follow_ups(now=monday) == 0


def test_the_scheduler_has_it(period):
    remind()

    assert OutgoingMail.objects.count() == 0

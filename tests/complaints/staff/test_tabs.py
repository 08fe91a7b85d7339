"""What each tab of the inbox holds, told case by case."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState, MessageKind, MessageState, Publicity
from complaints.clock.queries.lateness import Moment
from complaints.models import Complaint
from complaints.staff.queries.tabs import DESK_TABS, UNIT_TABS
from organizations.choices import Role
from organizations.formulas import ONE_DAY, add_working_days
from organizations.queries.holidays import holidays_between
from tests.factories.complaints import complaint
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
NOW = timezone.now()
FAR, SOON, PAST = NOW + timedelta(days=30), NOW + timedelta(hours=9), NOW - timedelta(hours=9)
TABS = {tab.name: tab for tab in (*DESK_TABS, *UNIT_TABS)}


@pytest.fixture
def unit():
    make_city()
    return make_unit()


@pytest.fixture
def made(unit):
    """A case with these fields whose terms all end far away; with a unit where its state has one."""

    def make(state: str, **fields: Any) -> int:
        has_unit = state not in (S.RECEIVED, S.INCOMPLETE)
        case = complaint(state=state, unit=unit if has_unit else None)
        known = dict.fromkeys(("verify_due_at", "respond_due_at", "resolve_due_at"), FAR)
        routed_at = NOW if has_unit else None
        values = {**known, "routed_at": routed_at, "publicity": Publicity.HIDDEN, **fields}
        Complaint.objects.filter(pk=case.pk).update(**values)
        return case.pk

    return make


def holds(name: str, user: Any = None) -> set[int]:
    rows = TABS[name].rows(user, Moment(NOW, NOW + timedelta(days=1)))
    return set(Complaint.objects.filter(rows).values_list("pk", flat=True))


def test_late_is_whose_step_of_now_has_passed(made):
    late = {
        made(S.IN_PROGRESS, resolve_due_at=PAST),
        made(S.INCOMPLETE, resolve_due_at=PAST, paused_at=NOW),
        made(S.RECEIVED, verify_due_at=PAST),
        made(S.ROUTED, respond_due_at=PAST),
    }
    made(S.INCOMPLETE, resolve_due_at=PAST, paused_at=PAST - timedelta(hours=1))
    made(S.INCOMPLETE, respond_due_at=PAST)  # no unit has it
    made(S.ROUTED, verify_due_at=PAST)  # passed on since
    made(S.RECEIVED, verify_due_at=PAST, routed_at=PAST)  # handed back
    made(S.IN_PROGRESS, respond_due_at=PAST, first_answered_at=NOW)
    made(S.ANSWERED, resolve_due_at=PAST)
    made(S.RECEIVED, verify_due_at=None, resolve_due_at=None)

    assert holds("terlambat") == late


def test_near_is_whose_step_of_now_ends_soon(made):
    near = {
        made(S.IN_PROGRESS, resolve_due_at=SOON),
        made(S.RECEIVED, verify_due_at=SOON),
        made(S.ROUTED, respond_due_at=SOON),
        made(S.RECEIVED, verify_due_at=SOON, resolve_due_at=None),
    }
    made(S.INCOMPLETE, resolve_due_at=SOON, paused_at=PAST)
    made(S.ROUTED, verify_due_at=SOON)
    made(S.RECEIVED, verify_due_at=SOON, routed_at=PAST)
    made(S.IN_PROGRESS, respond_due_at=SOON, first_answered_at=NOW)
    made(S.INCOMPLETE, respond_due_at=SOON)
    made(S.IN_PROGRESS, resolve_due_at=PAST)
    made(S.ROUTED, resolve_due_at=SOON, respond_due_at=PAST)  # late in one, so not near
    made(S.ANSWERED, resolve_due_at=SOON)

    assert holds("mendekati") == near


def test_near_lasts_until_the_end_of_the_second_working_day(unit):
    today = timezone.localdate()
    last = add_working_days(today, 2, holidays_between(today, today + timedelta(days=60)))
    ends = timezone.make_aware(datetime.combine(last + ONE_DAY, time()))

    near = Moment.current().near

    assert ends <= near < ends + ONE_DAY


def test_mine_are_those_still_worked_on(unit, made):
    user, other = make_user(Role.OPERATOR_OPD, unit), make_user(Role.OPERATOR_OPD, unit)
    mine = made(S.IN_PROGRESS, officer=user)
    made(S.IN_PROGRESS, officer=other)
    made(S.ANSWERED, officer=user)

    assert holds("saya", user) == {mine}


def test_drafts_wait_where_a_unit_works(made):
    def drafted(state: str, kept: str = MessageState.DRAFT) -> int:
        case = Complaint.objects.get(pk=made(state))
        case.messages.create(kind=MessageKind.ANSWER, author="petugas", state=kept, text="Uji")
        return case.pk

    waiting = {drafted(S.ROUTED), drafted(S.IN_PROGRESS)}
    drafted(S.RECEIVED)
    drafted(S.IN_PROGRESS, MessageState.SENT)

    assert holds("konsep") == waiting


def test_to_moderate_is_what_the_public_may_read_after_a_look(made):
    def answered(public_text: str = "Uji", **fields: Any) -> int:
        case = Complaint.objects.get(pk=made(S.ANSWERED, **fields))
        case.messages.create(
            kind=MessageKind.ANSWER, author="petugas", text="Uji", public_text=public_text,
            sent_at=NOW,
        )  # fmt: skip
        return case.pk

    shown = {"publicity": Publicity.SHOWN}
    waiting = {made(S.RECEIVED, publicity=Publicity.WAITING), answered(**shown)}
    answered("", **shown)
    answered()
    made(S.RECEIVED, publicity=Publicity.WAITING, is_secret=True)
    made(S.ARCHIVED, publicity=Publicity.WAITING)
    made(S.MERGED, publicity=Publicity.WAITING)

    assert holds("moderasi") == waiting

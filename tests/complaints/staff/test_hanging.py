"""What hangs, what is near its end and what ends by itself, told case by case."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from complaints.choices import ComplaintState, NoticeChannel, NoticeState
from complaints.clock.actions.reminders import send_reminders
from complaints.clock.queries.stuck import named, stuck
from complaints.models import Complaint, LadderStep, Notice, RetentionRule
from complaints.staff.actions.lapsing import archive_incomplete
from complaints.staff.queries.retention import due_reports
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Jakarta"))  # a Wednesday
A_DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAR, LONG_AGO = NOON + 30 * A_DAY, NOON - 20 * A_DAY


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


@pytest.fixture
def made(unit):
    """A case with these fields whose terms all end far away, passed on just now."""

    def make(state: str, **fields) -> Complaint:
        case = complaint(state=state, unit=unit if state in S.with_unit() | {S.ANSWERED} else None)
        known = dict.fromkeys(("verify_due_at", "respond_due_at", "resolve_due_at"), FAR)
        given = {**known, "routed_at": NOON if case.unit else None, **fields}
        Complaint.objects.filter(pk=case.pk).update(**given)
        return case

    return make


def hanging(label: str) -> set[str]:
    return {number for one in stuck(NOON) if label in one.label for number in one.numbers}


def test_at_the_desk_or_at_a_unit_past_a_term(made):
    at_desk = made(S.RECEIVED, verify_due_at=NOON - HOUR)
    made(S.ROUTED, verify_due_at=NOON - HOUR)
    at_unit = {
        made(S.IN_PROGRESS, resolve_due_at=NOON - HOUR).number,
        made(S.ROUTED, respond_due_at=NOON - HOUR).number,
    }
    made(S.IN_PROGRESS, respond_due_at=NOON - HOUR, first_answered_at=NOON - A_DAY)
    made(S.ANSWERED, resolve_due_at=NOON - HOUR)

    assert hanging("Belum diteruskan") == {at_desk.number}
    assert hanging("Di perangkat daerah") == at_unit


def test_the_desk_waits_for_a_reporter(made):
    waits = made(S.INCOMPLETE, verify_due_at=NOON - HOUR)
    made(S.INCOMPLETE, verify_due_at=NOON - HOUR, routed_at=LONG_AGO)  # a unit asked

    assert hanging("Menunggu pelapor") == {waits.number}


def test_passed_on_and_not_begun_by_who_has_it_now(made, unit):
    waits, handed_on, fresh, begun = (
        made(s) for s in (S.ROUTED, S.ROUTED, S.ROUTED, S.IN_PROGRESS)
    )
    for case in (waits, begun):
        case.segments.create(unit=unit, began_at=LONG_AGO)
    fresh.segments.create(unit=unit, began_at=NOON)
    handed_on.segments.create(unit=unit, began_at=LONG_AGO, ended_at=NOON)
    handed_on.segments.create(unit=unit, began_at=NOON)

    assert hanging("belum mulai ditangani") == {waits.number}


def test_answered_and_not_closed_by_itself(made):
    waits = made(S.ANSWERED, reply_until=LONG_AGO)
    made(S.ANSWERED, reply_until=FAR)
    made(S.IN_PROGRESS, reply_until=LONG_AGO)

    assert hanging("tidak ditutup sendiri") == {waits.number}


def test_news_that_does_not_arrive(made):
    def told(case: Complaint, state: str, made_at: datetime) -> str:
        Notice.objects.create(
            complaint=case, key=f"uji:{case.pk}", channel=NoticeChannel.MAIL, state=state,
            made_at=made_at, next_at=NOON,
        )  # fmt: skip
        return case.number

    waits = {
        told(made(S.IN_PROGRESS), NoticeState.FAILED, NOON),
        told(made(S.IN_PROGRESS), NoticeState.WAITING, LONG_AGO),
    }
    told(made(S.IN_PROGRESS), NoticeState.WAITING, NOON)
    told(made(S.IN_PROGRESS), NoticeState.SENT, LONG_AGO)
    told(made(S.ARCHIVED), NoticeState.FAILED, LONG_AGO)

    assert hanging("tidak sampai") == waits


def test_the_summary_goes_to_the_first_of_the_ladder_who_wants_it(unit):
    people = [make_user(Role.PIMPINAN) for _ in range(3)]
    people[0].wants_reminders = False
    people[0].save()
    for level, user in enumerate(people, start=1):
        LadderStep.objects.create(level=level, title=f"Tingkat {level}", officer=user)

    assert named() == [people[1]]


def test_reminded_of_what_ends_within_two_working_days(made):
    friday = datetime(2026, 11, 28, tzinfo=NOON.tzinfo)  # the midnight after it
    desk = make_user(Role.BAGIAN_ORGANISASI)
    near = {made(S.RECEIVED, resolve_due_at=friday), made(S.RECEIVED, resolve_due_at=NOON)}
    others = {
        made(S.RECEIVED, resolve_due_at=friday + A_DAY + HOUR),
        made(S.RECEIVED, resolve_due_at=NOON - timedelta(microseconds=1)),
        made(S.INCOMPLETE, resolve_due_at=friday, paused_at=NOON),
        made(S.ARCHIVED, resolve_due_at=friday),
    }

    send_reminders(now=NOON)

    body = OutgoingMail.objects.get(to=desk.email).body
    assert all(case.number in body for case in near)
    assert not any(case.number in body for case in others)


def test_who_was_asked_again_has_the_time_of_the_second_question(made):
    case = made(S.INCOMPLETE, paused_at=NOON)
    case.pauses.create(
        began_at=LONG_AGO, ended_at=LONG_AGO + A_DAY, answer_until=LONG_AGO + 2 * A_DAY, reason="?"
    )
    case.pauses.create(began_at=NOON, answer_until=FAR, reason="?")

    assert archive_incomplete(now=NOON) == 0
    assert archive_incomplete(now=FAR) == 1


@pytest.mark.parametrize("tie", ["split_from", "merged_into"])
def test_nothing_is_taken_of_what_hangs_together_with_a_dispute(made, tie):
    RetentionRule.objects.all().delete()
    RetentionRule.objects.create(what="laporan", months=12, basis="Uji", is_active=True)
    ended = {"closed_at": NOON - 900 * A_DAY}
    disputed = made(S.ARCHIVED, hold_reason="Ombudsman", **ended)
    free = made(S.ARCHIVED, **ended)
    made(S.ARCHIVED, **ended, **{tie: disputed})
    tied = made(S.ARCHIVED, **ended, **{tie: free})

    ((_, rows),) = due_reports(NOON)

    assert set(rows) == {free, tied}

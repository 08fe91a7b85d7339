"""Shares that indicators of performance take: what the denominator holds, and that they stay."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome
from complaints.clock.actions.due import begin_pause, end_pause, set_due
from complaints.clock.actions.segments import end_segment, note_answer, open_segment
from complaints.clock.queries.figures import Ends, completion_share, ends, in_time_share
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.judging import object_to_answer, reopen_case
from complaints.models import Complaint
from complaints.staff.actions.answering import ask_reporter, close_case, send_answer
from complaints.staff.actions.joining import merge_case
from complaints.staff.actions.routing import hand_back, route_case
from organizations import moment
from organizations.choices import Role
from performance.feeds import FEEDS
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState


def at(month: int, day: int = 5, hour: int = 9) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


def given(unit, month: int, answered: datetime | None = None, outcome: str = "", **fields):
    """Five alike: passed on when received, perhaps answered, perhaps closed then."""
    state = S.CLOSED if outcome else S.ANSWERED if answered else S.ROUTED
    cases = []
    for _ in range(5):
        case = complaint(
            **{
                "unit": unit, "state": state, "received_at": at(month), "answered_at": answered,
                "outcome": outcome, "category": category("uji"), **fields,
            }
        )  # fmt: skip
        if unit is not None:
            open_segment(case=case, unit=unit, now=case.received_at)
        if answered:
            note_answer(case=case, now=answered)
        if outcome:
            end_segment(case=case, now=answered, outcome=outcome)
        cases.append(case)
    return cases


def test_solved_is_counted_apart_from_the_other_ends_and_from_answers(unit):
    given(unit, 1, at(1, 10), Outcome.SOLVED)
    given(unit, 1, at(1, 10), Outcome.UNSOLVED)
    given(unit, 1, at(1, 10), Outcome.NOT_OURS)
    given(unit, 1, at(1, 10))

    assert ends(unit, 2025, 1) == Ends(whole=20, solved=5, unsolved=5, not_ours=5)
    assert completion_share(unit, 2025, 1) == Decimal(25)
    assert in_time_share(unit, 2025, 1) == Decimal(100)


def test_open_ones_stay_in_the_denominator_and_others_out_of_it(unit):
    given(unit, 1, at(1, 10), Outcome.SOLVED)
    given(unit, 2, at(7, 1), Outcome.SOLVED)
    given(unit, 3)
    for case in given(unit, 3, state=S.MERGED) + given(unit, 3, state=S.ARCHIVED):
        end_segment(case=case, now=at(3, 6))
    given(None, 3)
    given(unit, 8)

    assert round(completion_share(unit, 2025, 1), 4) == Decimal("33.3333")
    assert completion_share(unit, 2025, 3) == Decimal(50)
    assert completion_share(None, 2025, 1) == completion_share(unit, 2025, 1)


def test_late_is_what_was_answered_late_or_not_at_all(unit):
    given(unit, 1, at(1, 10))
    given(unit, 1, at(6, 1))
    given(unit, 2)

    assert round(in_time_share(unit, 2025, 2), 4) == Decimal("33.3333")


def test_a_secret_report_changes_no_figure(unit):
    given(unit, 1, at(1, 10), Outcome.SOLVED)
    before = shares(unit), shares(None)

    given(unit, 1, is_secret=True)
    given(unit, 1, at(6, 1), Outcome.UNSOLVED, is_secret=True)

    assert (shares(unit), shares(None)) == before


def test_of_fewer_than_five_there_is_no_figure(unit):
    given(unit, 1, at(1, 10), Outcome.SOLVED)[0].segments.all().delete()

    assert shares(unit) == (None, None)
    assert shares(make_unit()) == (None, None)


def test_a_term_that_runs_or_stood_still_before_it_passed_is_not_judged(unit):
    given(unit, 1, at(1, 10))
    now = timezone.now()
    for case in given(unit, 2):
        begin_pause(case=case, now=at(2, 6), answer_until=now, reason="?")
        Complaint.objects.filter(pk=case.pk).update(state=S.INCOMPLETE, paused_at=at(2, 6))
    assert in_time_share(unit, 2025, 4) == Decimal(100)

    for case in Complaint.objects.filter(state=S.INCOMPLETE):
        end_pause(case=case, now=at(2, 10))
        set_due(case)
        case.state, case.paused_at = S.IN_PROGRESS, None
        case.save()
    assert in_time_share(unit, 2025, 4) == Decimal(50)
    assert in_time_share(unit, 2025, 1) == Decimal(50)
    assert in_time_share(unit, now.year, 4) is None


def test_waiting_reports_cost_the_same_statements_few_or_many(unit):
    def statements():
        for case in given(unit, 2):
            begin_pause(case=case, now=at(2, 6), answer_until=at(2, 20), reason="?")
        with CaptureQueriesContext(connection) as seen:
            in_time_share(unit, 2025, 4)
        return len(seen)

    assert statements() == statements()


def test_what_happens_after_the_quarter_moves_no_figure_of_it(unit):
    """Answered, closed, late and waiting ones, then everything officers and reporters may do."""
    other, desk = make_unit(), make_user(Role.BAGIAN_ORGANISASI)
    head, other_head = (make_user(Role.KEPALA_OPD, of) for of in (unit, other))
    cases = [*given(unit, 1), *given(other, 1), *given(unit, 2), *given(unit, 3)]
    cases = [Complaint.objects.get(pk=case.pk) for case in cases]
    for number, case in enumerate(cases[:10]):
        with moment.at(at(1 + number % 3, 20)):
            by = head if case.unit == unit else other_head
            if number % 2:
                send_answer(case=case, text="Sudah.", by=by)
            else:
                close_case(case=case, outcome=Outcome.SOLVED, text="Sudah.", by=by)
    before = [shares(of) for of in (unit, other, None)]
    assert None not in before[0]

    Complaint.objects.exclude(reply_until=None).update(reply_until=at(4, 9))
    with moment.at(at(4, 2)):
        for case in cases[:10]:
            act = object_to_answer if case.pk in {c.pk for c in cases[1:10:2]} else reopen_case
            act(case=case, text="Belum.", now=at(4, 2))
        for case in cases[:5]:
            route_case(case=case, unit=other, by=desk, reason="Salah alamat")
    with moment.at(at(5, 2)):
        for case in cases[:5]:
            send_answer(case=case, text="Sudah.", by=other_head)
            close_case(case=case, outcome=Outcome.UNSOLVED, text="Tidak bisa.", by=other_head)
        hand_back(case=cases[10], by=head, reason="Bukan kami")
        merge_case(case=cases[11], number=cases[12].number, by=desk)
        ask_reporter(case=cases[13], text="Di mana?", by=head)
        ask_reporter(case=cases[15], text="Di mana?", by=head)
    with moment.at(at(5, 9)):
        add_message(case=cases[15], text="Di sini.", now=at(5, 9))
        route_case(case=cases[16], unit=other, by=desk, reason="Salah alamat")

    assert [shares(of) for of in (unit, other, None)] == before


def shares(unit):
    return completion_share(unit, 2025, 1), in_time_share(unit, 2025, 1)


@pytest.mark.parametrize("code", ["pengaduan-selesai", "pengaduan-tepat-waktu"])
def test_an_indicator_may_take_it(unit, code):
    given(unit, 1, at(1, 10), Outcome.SOLVED)

    assert FEEDS.find(code).read(unit, 2025, 1) == Decimal(100)

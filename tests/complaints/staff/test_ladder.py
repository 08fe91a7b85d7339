"""Late reports climb the ladder once a step; nobody there is an alarm; reminders reach who wants them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome
from complaints.clock.actions.ladder import escalate_by_hand, escalate_overdue
from complaints.clock.actions.reminders import send_reminders
from complaints.clock.actions.summary import send_summary
from complaints.models import Complaint, Escalation, LadderStep
from complaints.permissions import can_view
from complaints.staff.actions.lapsing import archive_incomplete, lapse_answered
from complaints.staff.queries.tasks import alarm_tasks
from organizations.access import access_of
from organizations.choices import Role
from organizations.models import OutgoingMail
from organizations.panels import Reader
from tests.factories.complaint_files import photo
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
LONG_AGO = timedelta(days=60)


@pytest.fixture(autouse=True)
def city():
    make_city()
    reference_data()


def late(unit=None, **fields) -> Complaint:
    state = S.ROUTED if unit else S.RECEIVED
    return complaint(**{"state": state, "unit": unit, "received_at": NOON - LONG_AGO, **fields})


def step(level: int, officer=None, after: int = 0, **fields) -> LadderStep:
    return LadderStep.objects.create(
        level=level, officer=officer, after_days=after, title=f"Tingkat {level}", **fields
    )


def tasks_of(user) -> list[str]:
    found = alarm_tasks(Reader(user, access_of(user), timezone.localdate()))
    return [task.label for task in found]


def test_each_step_is_reached_once_and_its_officer_may_read_the_case():
    unit = make_unit()
    first, second = make_user(Role.PIMPINAN), make_user(Role.PIMPINAN)
    step(1, first)
    step(2, second, after=200)
    step(1, make_user(), unit=make_unit())
    case = late(unit)

    assert [escalate_overdue(now=NOON) for _ in range(3)] == [1, 0, 0]

    assert case.escalations.get().officer == first
    assert can_view(first, case)
    assert not can_view(second, case)
    mail = OutgoingMail.objects.get(to=first.email)
    assert case.number in mail.body
    assert case.subject not in mail.body


def test_the_unit_s_own_step_stands_in_the_place_of_the_general_one():
    unit, officer = make_unit(), make_user()
    step(1, make_user())
    step(1, officer, unit=unit)

    case = late(unit)
    escalate_overdue(now=NOON)

    assert case.escalations.get().officer == officer


def test_who_switched_notices_off_is_passed_over():
    asleep, awake = make_user(wants_reminders=False), make_user()
    step(1, asleep)
    step(2, awake, after=200)

    case = late(make_unit())
    escalate_overdue(now=NOON)

    row = case.escalations.get()
    assert (row.level, row.officer) == (1, awake)
    assert "pejabat berikutnya" in row.note
    assert not OutgoingMail.objects.filter(to=asleep.email).exists()


def test_nobody_on_the_ladder_is_an_alarm_on_the_dashboard():
    desk = make_user(Role.BAGIAN_ORGANISASI)
    case = late(make_unit())
    assert escalate_overdue(now=NOON) == 0
    assert tasks_of(desk) == ["Atur jenjang eskalasi"]
    step(1)

    assert escalate_overdue(now=NOON) == 1

    assert tasks_of(desk) == ["Eskalasi tanpa pejabat"]
    Complaint.objects.filter(pk=case.pk).update(state=S.CLOSED, outcome=Outcome.SOLVED)
    assert tasks_of(desk) == []


def test_a_secret_case_is_told_only_to_who_may_read_it():
    step(1, make_user(Role.PIMPINAN))
    desk = make_user(Role.BAGIAN_ORGANISASI)
    step(2, desk, after=200)

    case = late(make_unit(), is_secret=True)
    escalate_overdue(now=NOON)

    assert case.escalations.get().officer == desk


def test_a_thousand_at_the_top_do_not_hide_the_next():
    """More than are read at once, all later than the last."""
    officer = make_user()
    step(1, officer)
    first = late(received_at=NOON - 2 * LONG_AGO)
    Complaint.objects.bulk_create(copied(first, number) for number in range(1_000))
    Escalation.objects.bulk_create(
        Escalation(complaint=case, level=1, title="Tingkat 1", officer=officer)
        for case in Complaint.objects.all()
    )
    last = late()

    assert escalate_overdue(now=NOON) == 1
    assert last.escalations.count() == 1


def copied(case: Complaint, number: int) -> Complaint:
    fields = {
        field.attname: getattr(case, field.attname)
        for field in Complaint._meta.concrete_fields
        if not field.generated
    }
    return Complaint(**{**fields, "id": None, "number": f"SK-SAMA-{number:04}"})


def test_by_hand_the_next_step_is_told_until_there_is_none():
    desk = make_user(Role.BAGIAN_ORGANISASI)
    step(1, make_user())
    case = complaint()

    escalate_by_hand(case=case, by=desk)

    with pytest.raises(ValidationError, match="sudah diberi tahu"):
        escalate_by_hand(case=case, by=desk)


def test_what_pauses_is_not_escalated():
    step(1, make_user())
    late(state=S.INCOMPLETE, paused_at=NOON - LONG_AGO)

    assert escalate_overdue(now=NOON) == 0


def test_near_terms_are_mailed_once_a_day_and_to_who_wants_it():
    unit = make_unit()
    wants = make_user(Role.ADMIN_PENGHUBUNG, unit)
    asleep = make_user(Role.ADMIN_PENGHUBUNG, unit, wants_reminders=False)
    case = complaint(state=S.ROUTED, unit=unit, received_at=NOON - timedelta(days=1))
    Complaint.objects.filter(pk=case.pk).update(resolve_due_at=NOON + timedelta(hours=30))

    assert send_reminders(now=NOON.replace(hour=3)) == 0
    assert [send_reminders(now=NOON) for _ in range(3)] == [1, 0, 0]
    assert send_reminders(now=NOON + timedelta(days=1)) == 1
    assert case.number in OutgoingMail.objects.filter(to=wants.email).first().body
    assert not OutgoingMail.objects.filter(to=asleep.email).exists()


def test_what_is_stuck_stands_in_the_daily_summary_of_a_named_person():
    named = make_user(Role.BAGIAN_ORGANISASI)
    step(1, named)
    unseen, held = late(), late(make_unit())
    waits = late(state=S.INCOMPLETE, paused_at=NOON - LONG_AGO)

    assert [send_summary(now=NOON), send_summary(now=NOON)] == [1, 0]

    body = OutgoingMail.objects.get(to=named.email).body
    assert all(case.number in body for case in (unseen, held, waits))
    assert unseen.subject not in body
    assert send_summary(now=NOON + timedelta(days=1)) == 1


def test_an_answer_nobody_objects_to_closes_but_never_one_of_supervision():
    fields = {
        "state": S.ANSWERED, "unit": make_unit(), "reply_until": NOON - timedelta(hours=1),
        "category": category("lainnya"),
    }  # fmt: skip
    plain, weighty = complaint(**fields), complaint(**fields, kind="pengawasan")

    assert [lapse_answered(now=NOON), lapse_answered(now=NOON)] == [1, 0]

    plain.refresh_from_db()
    weighty.refresh_from_db()
    assert (plain.state, plain.outcome, weighty.state) == (S.CLOSED, Outcome.SOLVED, S.ANSWERED)


def test_what_wants_a_photo_of_the_result_never_closes_itself_without_one():
    fields = {
        "state": S.ANSWERED, "unit": make_unit(), "reply_until": NOON - timedelta(hours=1),
        "category": category("foto", needs_result_photo=True),
    }  # fmt: skip
    bare, shown, hidden = complaint(**fields), complaint(**fields), complaint(**fields)
    again, anew = complaint(**fields, run_began_at=NOON), complaint(**fields, run_began_at=NOON)
    photo(shown, is_result=True)
    photo(hidden, is_result=True, is_hidden=True)
    photo(again, is_result=True, added_at=NOON - timedelta(seconds=1))  # of the former run
    photo(anew, is_result=True, added_at=NOON)
    photo(bare)

    assert lapse_answered(now=NOON) == 2

    closed = set(Complaint.objects.filter(state=S.CLOSED))
    assert closed == {shown, anew}


def test_what_is_not_completed_in_time_is_archived_and_the_reporter_reads_why():
    case = late(state=S.INCOMPLETE, paused_at=NOON - LONG_AGO)
    case.pauses.create(began_at=NOON - LONG_AGO, answer_until=NOON - timedelta(days=1), reason="?")

    assert [archive_incomplete(now=NOON), archive_incomplete(now=NOON)] == [1, 0]

    case.refresh_from_db()
    assert (case.state, case.paused_at) == (S.ARCHIVED, None)
    assert "belum dilengkapi" in case.messages.get().text

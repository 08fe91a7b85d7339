"""A report that was sent back climbs the ladder anew; what hangs is summed up until it is solved."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState, NoticeChannel, NoticeState
from complaints.clock.actions.ladder import escalate_overdue
from complaints.clock.actions.summary import send_summary
from complaints.clock.queries.stuck import stuck
from complaints.intake.actions.judging import object_to_answer, reopen_case
from complaints.models import Complaint, LadderStep, Notice
from complaints.staff.queries.tasks import alarm_tasks
from organizations.access import access_of
from organizations.choices import Role
from organizations.models import OutgoingMail
from organizations.panels import Reader
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
LONG_AGO = NOON - timedelta(days=60)


@pytest.fixture(autouse=True)
def city():
    make_city()
    reference_data()


def step(level: int, officer=None, after: int = 0) -> LadderStep:
    return LadderStep.objects.create(
        level=level, officer=officer, after_days=after, title=f"Tingkat {level}"
    )


def levels(case: Complaint) -> list[tuple[int, int]]:
    return list(case.escalations.values_list("run", "level"))


@pytest.mark.parametrize("send_back", [reopen_case, object_to_answer])
def test_a_report_sent_back_climbs_from_the_first_step_again(send_back):
    step(1, make_user())
    step(2, make_user(), after=5)
    case = complaint(state=S.IN_PROGRESS, unit=make_unit(), received_at=LONG_AGO)
    assert escalate_overdue(now=NOON) == 2
    state = {reopen_case: S.CLOSED, object_to_answer: S.ANSWERED}[send_back]
    Complaint.objects.filter(pk=case.pk).update(
        state=state,
        outcome="selesai" if state == S.CLOSED else "",
        answered_at=NOON,
        reply_until=NOON + timedelta(days=10),
    )
    case.refresh_from_db()

    send_back(case=case, text="Belum beres.", now=NOON)

    assert [escalate_overdue(now=NOON), escalate_overdue(now=NOON)] == [1, 0]
    assert levels(case) == [(1, 1), (1, 2), (2, 1)]
    assert escalate_overdue(now=NOON + timedelta(days=8)) == 1
    assert levels(case)[-1] == (2, 2)


def parts() -> dict[str, list[str]]:
    return {one.label: one.numbers for one in stuck(NOON)}


def test_passed_on_and_not_begun_hangs_after_a_day():
    case = complaint(state=S.ROUTED, unit=make_unit(), received_at=NOON - timedelta(days=2))
    span = case.segments.create(unit=case.unit, began_at=NOON - timedelta(hours=23))
    assert parts() == {}

    case.segments.filter(pk=span.pk).update(began_at=NOON - timedelta(hours=24))

    assert parts() == {"Diteruskan, tetapi 24 jam belum mulai ditangani": [case.number]}
    Complaint.objects.filter(pk=case.pk).update(state=S.IN_PROGRESS)
    assert parts() == {}


def test_news_that_did_not_arrive_hang_until_they_do(settings):
    settings.COMPLAINT_STUCK_HOURS = 3
    case = complaint(received_at=NOON - timedelta(hours=5))
    notice = Notice.objects.create(
        complaint=case, channel=NoticeChannel.MAIL, subject="s", body="b", key="k",
        made_at=NOON - timedelta(hours=3),
    )  # fmt: skip

    assert parts() == {"Kabar kepada pelapor 3 jam tidak sampai": [case.number]}
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.SENT)
    assert parts() == {}


def test_an_answer_that_never_closes_by_itself_hangs_until_it_is_confirmed():
    until = NOON - timedelta(days=2)
    case = complaint(
        state=S.ANSWERED, unit=make_unit(), kind="pengawasan", answered_at=until, reply_until=until
    )

    assert list(parts().values()) == [[case.number]]
    Complaint.objects.filter(pk=case.pk).update(state=S.CLOSED, outcome="selesai")
    assert parts() == {}


def test_the_summary_goes_to_the_next_person_who_wants_it_and_to_nobody_else():
    asleep, awake = make_user(wants_reminders=False), make_user()
    step(1, asleep)
    step(2, awake)
    complaint(received_at=LONG_AGO)

    assert send_summary(now=NOON) == 1

    assert OutgoingMail.objects.get().to == awake.email


def test_a_summary_nobody_wants_is_an_alarm():
    desk = make_user(Role.BAGIAN_ORGANISASI, wants_reminders=False)
    step(1, desk)
    complaint(received_at=LONG_AGO)

    assert send_summary(now=NOON) == 0

    reader = Reader(desk, access_of(desk), timezone.localdate())
    assert "Ringkasan tidak terkirim" in [task.label for task in alarm_tasks(reader)]
    assert not OutgoingMail.objects.exists()

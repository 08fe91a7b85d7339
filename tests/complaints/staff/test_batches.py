"""Periodic work: one report that fails stops no other, and what needs nothing costs nothing."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.choices import ComplaintState, MessageKind, MessageState
from complaints.clock.actions.ladder import escalate_overdue
from complaints.clock.actions.reminders import send_reminders
from complaints.models import Complaint, Escalation
from complaints.staff.actions.lapsing import archive_incomplete, lapse_answered
from organizations import each as running
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.complaints.staff.test_ladder import LONG_AGO, NOON, city, late, step, tasks_of
from tests.factories.complaints import category, complaint
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
__all__ = ["city"]  # the fixture of every test here
FAILS = """
CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN
  RAISE EXCEPTION 'rahasia: %%', NEW; END $$ LANGUAGE plpgsql;
CREATE TRIGGER refuse BEFORE INSERT ON complaints_{table} FOR EACH ROW
  WHEN (NEW.complaint_id = {pk}) EXECUTE FUNCTION refuse();
"""


def breaks(table: str, case: Complaint) -> None:
    """Whatever is written beside this report fails in the database."""
    with connection.cursor() as cursor:
        cursor.execute(FAILS.format(table=table, pk=case.pk).replace("%%", "%"))


def overdue() -> Complaint:
    return late(make_unit())


def answered(text: str = "Lubang sudah ditambal.") -> Complaint:
    until = NOON - timedelta(hours=1)
    case = complaint(
        state=S.ANSWERED, unit=make_unit(), reply_until=until, category=category("lainnya")
    )
    case.messages.create(
        kind=MessageKind.ANSWER,
        state=MessageState.SENT,
        text=text,
        written_at=NOON,
        author="petugas",
    )
    return case


def incomplete() -> Complaint:
    case = late(state=S.INCOMPLETE, paused_at=NOON - LONG_AGO)
    case.pauses.create(began_at=NOON - LONG_AGO, answer_until=NOON - timedelta(days=1), reason="?")
    return case


def near(unit) -> Complaint:
    case = complaint(state=S.ROUTED, unit=unit, received_at=NOON - timedelta(days=1))
    Complaint.objects.filter(pk=case.pk).update(resolve_due_at=NOON + timedelta(hours=30))
    return case


@pytest.mark.parametrize(
    ("make", "work", "table"),
    [
        (overdue, escalate_overdue, "escalation"),
        (answered, lapse_answered, "message"),
        (incomplete, archive_incomplete, "message"),
    ],
)
def test_one_report_that_fails_stops_no_other_and_is_named_without_its_words(
    make: Callable[[], Complaint], work, table, caplog
):
    step(1, make_user())
    first, bad, last = make(), make(), make()
    breaks(table, bad)

    with caplog.at_level(logging.ERROR):
        assert work(now=NOON) == 2

    changed = Complaint.objects.filter(escalations__isnull=False) | Complaint.objects.filter(
        state__in=(S.CLOSED, S.ARCHIVED)
    )
    assert set(changed) == {first, last}
    (told,) = [one for one in caplog.records if one.name == running.__name__]
    assert str(bad.pk) in told.getMessage()
    assert "rahasia" not in caplog.text


def test_work_that_takes_long_ends_in_time_and_the_next_run_goes_on(monkeypatch):
    for _ in range(2):
        answered()
    monkeypatch.setattr(running, "SECONDS", -1)
    assert lapse_answered(now=NOON) == 0
    monkeypatch.undo()
    assert lapse_answered(now=NOON) == 2


def statements(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_late_reports_whose_steps_were_told_cost_nothing():
    officer = make_user()
    step(1, officer)
    unit = make_unit()

    def told(many: int) -> int:
        for _ in range(many):
            case = late(unit)
            Escalation.objects.create(complaint=case, level=1, title="Tingkat 1", officer=officer)
        return statements(lambda: escalate_overdue(now=NOON))

    assert told(1) == told(6)


def test_answers_that_only_pass_on_cost_nothing():
    def forwarded(many: int) -> int:
        for _ in range(many):
            answered("Laporan sudah kami teruskan ke Dinas PUPR.")
        return statements(lambda: lapse_answered(now=NOON))

    assert forwarded(1) == forwarded(6)
    assert not Complaint.objects.filter(state=S.CLOSED).exists()


def test_reminders_cost_the_same_for_few_reports_and_for_many():
    unit = make_unit()
    handler = make_user(Role.ADMIN_PENGHUBUNG, unit)

    def reminded(many: int, days: int) -> int:
        for _ in range(many):
            near(unit)
        return statements(lambda: send_reminders(now=NOON + timedelta(minutes=days)))

    first = reminded(1, 0)
    OutgoingMail.objects.all().delete()
    assert reminded(6, 1) == first
    body = OutgoingMail.objects.get(to=handler.email).body
    assert all(number in body for number in Complaint.objects.values_list("number", flat=True))


def test_many_alarms_are_told_as_many_and_the_oldest_one_by_one(monkeypatch):
    monkeypatch.setattr("complaints.staff.queries.tasks.ALARMS", 2)
    step(1)
    for _ in range(3):
        overdue()
    escalate_overdue(now=NOON)
    labels = tasks_of(make_user(Role.BAGIAN_ORGANISASI))
    assert labels.count("Eskalasi tanpa pejabat") == 2
    assert "Eskalasi tanpa pejabat lainnya" in labels

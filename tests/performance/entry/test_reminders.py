"""Reminders: to those who still have to hand in, once a stage, whoever runs the task."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from organizations.actions.mail import queue_mail, send_waiting
from organizations.choices import Role
from organizations.models import OutgoingMail
from performance.choices import SubmissionState
from performance.entry.actions.reminders import send_reminders
from tests.factories.organizations import make_user
from tests.factories.performance import make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, Office

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def office(db) -> Office:
    place = Office()
    place.window = make_window(QUARTER)  # closes in ten days
    return place


def at(office: Office, days: int):
    return office.window.closes_at - timedelta(days=days)


@pytest.mark.parametrize(("days", "written"), [(9, 0), (7, 1), (3, 1), (1, 1)])
def test_a_reminder_is_written_at_its_stage(office, days, written):
    assert send_reminders(now=at(office, days)) == written
    assert OutgoingMail.objects.count() == written


def test_each_stage_reminds_once_however_often_it_runs(office):
    for days in (7, 6, 5, 3, 3, 2, 1, 1):
        send_reminders(now=at(office, days))
    mails = OutgoingMail.objects.filter(to=office.operator.email)
    assert [m.subject.split(":")[0] for m in mails] == [
        "Ditutup 7 hari lagi",
        "Ditutup 3 hari lagi",
        "Ditutup 1 hari lagi",
    ]


def test_who_has_handed_in_is_left_alone(office):
    make_submission(office.unit, QUARTER, SubmissionState.SUBMITTED)
    make_user(Role.KEPALA_OPD, office.unit)
    assert send_reminders(now=at(office, 3)) == 0


def test_the_outbox_sends_once_and_keeps_what_fails(office, settings):
    queue_mail(to="a@contoh.test", subject="Uji\r\nBcc: x", body="Isi")
    assert send_waiting() == 1
    assert send_waiting() == 0
    assert [m.subject for m in mail.outbox] == ["Uji Bcc: x"]
    queue_mail(to="b@contoh.test", subject="Dua", body="Isi")
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert send_waiting() == 0
    settings.EMAIL_BACKEND = backend
    kept = OutgoingMail.objects.get(to="b@contoh.test")
    assert (kept.attempts, kept.sent_at) == (1, None)
    assert send_waiting() == 1
    assert timezone.now() - OutgoingMail.objects.get(pk=kept.pk).sent_at < timedelta(minutes=1)

"""Reminders and the summary lead to the tab they speak of, and say the number it holds."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.actions.reminders import send_reminders
from complaints.clock.actions.summary import send_summary
from complaints.models import Complaint, LadderStep, Notice
from organizations.choices import Role
from organizations.models import OutgoingMail, User
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
NOW = timezone.now().replace(hour=5, minute=0)  # noon in the city
FAR, SOON, PAST = NOW + timedelta(days=30), NOW + timedelta(hours=19), NOW - timedelta(days=3)
LINK = re.compile(r"/kerja/pengaduan/\?tab=[a-z-]+")


@pytest.fixture(autouse=True)
def _city():
    make_city()
    reference_data()


def made(state: str, unit=None, **terms) -> str:
    case = complaint(state=state, unit=unit, received_at=PAST)
    known = dict.fromkeys(("verify_due_at", "respond_due_at", "resolve_due_at"), FAR)
    Complaint.objects.filter(pk=case.pk).update(**{**known, **terms})
    return case.number


def mail_of(user: User) -> OutgoingMail:
    return OutgoingMail.objects.get(to=user.email)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"SK-[0-9A-Z]{4}-[0-9A-Z]{4}", text))


def in_tab(client, user: User, address: str) -> set[str]:
    client.force_login(user)
    page = client.get(address)
    wanted = address.partition("=")[2]
    assert page.context["inbox"].active.name == wanted, "another tab is shown"
    return {line.case.number for line in page.context["inbox"].lines}


def test_a_reminder_names_every_report_of_its_tab(client):
    unit = make_unit()
    officer = make_user(Role.ADMIN_PENGHUBUNG, unit)
    near = {made(S.IN_PROGRESS, unit, resolve_due_at=SOON, first_answered_at=PAST),
            made(S.ROUTED, unit, respond_due_at=SOON)}  # fmt: skip
    made(S.IN_PROGRESS, unit, respond_due_at=PAST)

    assert send_reminders(now=NOW) == 1

    mail = mail_of(officer)
    assert numbers(mail.body) == near
    assert mail.subject == "2 laporan mendekati tenggat"
    assert in_tab(client, officer, LINK.search(mail.body)[0]) == near


def test_a_report_late_in_a_step_is_told_under_its_own_tab(client):
    unit = make_unit()
    officer = make_user(Role.ADMIN_PENGHUBUNG, unit)
    late = made(S.ROUTED, unit, respond_due_at=PAST, resolve_due_at=SOON)

    send_reminders(now=NOW)

    mail = mail_of(officer)
    assert numbers(mail.body) == {late}
    assert set(LINK.findall(mail.body)) == {"/kerja/pengaduan/?tab=terlambat"}
    assert in_tab(client, officer, "/kerja/pengaduan/?tab=terlambat") == {late}


def test_where_the_tab_holds_more_the_mail_says_how_many(client):
    desk = make_user(Role.BAGIAN_ORGANISASI)
    unit = make_unit()
    make_user(Role.ADMIN_PENGHUBUNG, unit)
    mine, theirs = made(S.RECEIVED, verify_due_at=SOON), made(S.ROUTED, unit, respond_due_at=SOON)

    send_reminders(now=NOW)

    mail = mail_of(desk)
    assert numbers(mail.body) == {mine}
    assert "memuat 2 laporan" in mail.body
    assert in_tab(client, desk, LINK.search(mail.body)[0]) == {mine, theirs}


@pytest.fixture
def hanging() -> None:
    """A report for every reason of the summary."""
    unit = make_unit()
    made(S.RECEIVED, verify_due_at=PAST)
    made(S.IN_PROGRESS, unit, resolve_due_at=PAST)
    made(S.INCOMPLETE, verify_due_at=PAST, paused_at=PAST)
    made(S.ANSWERED, unit, reply_until=PAST, answered_at=PAST)
    waiting = Complaint.objects.get(number=made(S.ROUTED, unit))
    waiting.segments.create(unit=unit, began_at=PAST)
    Notice.objects.create(
        complaint=waiting, channel="surel", subject="s", body="b", key="k", made_at=PAST
    )


@pytest.mark.usefixtures("hanging")
def test_every_part_of_the_summary_leads_to_a_tab_that_holds_it(client):
    desk = make_user(Role.BAGIAN_ORGANISASI)

    assert send_summary(now=NOW) == 1

    parts = mail_of(desk).body.split("\n\n")[:-1]
    assert len(parts) == 6
    for part in parts:
        there = in_tab(client, desk, LINK.search(part)[0])
        assert numbers(part) <= there, part
        assert f"({len(numbers(part))})" in part


@pytest.mark.usefixtures("hanging")
def test_an_officer_who_may_not_read_the_reports_gets_no_dead_link(client):
    mayor = make_user(Role.PIMPINAN)
    LadderStep.objects.create(level=1, officer=mayor, after_days=0, title="Tingkat 1")

    assert send_summary(now=NOW) == 1

    client.force_login(mayor)
    [address] = re.findall(r"https?://[^/\s]+(/\S*)", mail_of(mayor).body)
    assert client.get(address).status_code == 200

"""The link of a mail leads to exactly that case, also when an address has changed since."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.actions.ladder import escalate_by_hand
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.following import follow_report
from complaints.models import Complaint, LadderStep
from complaints.staff.actions.answering import draft_answer
from complaints.staff.actions.notes import write_note
from complaints.staff.actions.routing import delegate_case, route_case
from organizations.choices import Role
from organizations.models import OutgoingMail, User
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import PASSWORD, make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
OLD, NEW = "lama.contoh.test", "baru.contoh.test"


@pytest.fixture
def told(settings) -> tuple[Complaint, User, OutgoingMail]:
    """A report was passed on to a unit while the portal had its old address."""
    make_city()
    reference_data()
    settings.SITE_URL = f"http://{OLD}"
    unit = make_unit()
    officer = make_user(Role.ADMIN_PENGHUBUNG, unit, email="dulu@contoh.test")
    complaint(unit=unit, state=ComplaintState.ROUTED)
    case = complaint()
    route_case(case=case, unit=unit, by=make_user(Role.BAGIAN_ORGANISASI))
    settings.SITE_URL = f"http://{NEW}"
    settings.ALLOWED_HOSTS = [OLD, NEW]
    return case, officer, OutgoingMail.objects.get(to=officer.email)


def followed(mail: OutgoingMail, address: str) -> str:
    """Where the link of the mail and signing in with this address lead."""
    host, path = re.search(r"http://([^/\s]+)(/\S*)", mail.body).groups()
    browser = Client(headers={"host": host})
    asked = browser.get(path)
    assert asked.status_code == 302
    assert asked.url.startswith(reverse("organizations:login"))
    entered = browser.post(asked.url, {"username": address, "password": PASSWORD})
    assert entered.status_code == 302, entered.content.decode()
    page = browser.get(entered.url)
    assert page.status_code == 200
    return page.request["PATH_INFO"]


def test_the_link_leads_to_the_case_after_the_portal_moved(told):
    case, officer, mail = told

    assert f"http://{OLD}" in mail.body
    assert followed(mail, officer.email) == case.get_absolute_url()


def test_the_link_leads_to_the_case_after_the_officer_has_another_mail_address(told):
    case, officer, mail = told
    officer.email = "kini@contoh.test"
    officer.save()

    assert followed(mail, "kini@contoh.test") == case.get_absolute_url()


@pytest.mark.parametrize("is_secret", [False, True])
def test_every_mail_about_a_report_opens_it_for_whoever_gets_it(is_secret):
    """A link that its reader may not follow is a dead one."""
    make_city()
    reference_data()
    unit, now = make_unit(), timezone.now()
    desk, head = make_user(Role.BAGIAN_ORGANISASI), make_user(Role.PIMPINAN)
    answers = make_user(Role.ADMIN_PENGHUBUNG, unit)
    operator = make_user(Role.OPERATOR_OPD, unit, email="dina.sari@contoh.test")
    make_user(Role.KEPALA_OPD, unit)  # answers for the unit and reads no secret
    for level, officer in enumerate((head, desk), start=1):
        LadderStep.objects.create(level=level, title="Uji", officer=officer)
    case = complaint(shown=not is_secret, is_secret=is_secret)

    case = route_case(case=case, unit=unit, by=desk)
    case = delegate_case(case=case, officer=operator, by=answers)
    write_note(case=case, text="@dina.sari mohon dicek", by=answers)
    draft_answer(case=case, text="Sudah ditambal.", by=operator)
    add_message(case=case, text="Masih berlubang", now=now)
    if not is_secret:
        supporter = follow_report(case=case).supporter
        add_message(case=case, text="Di sini juga", now=now, supporter=supporter)
    escalate_by_hand(case=case, by=answers)

    told = [mail for mail in OutgoingMail.objects.all() if case.number in mail.subject]
    for mail in told:
        assert followed(mail, mail.to) == case.get_absolute_url(), mail.subject
    assert len({mail.subject for mail in told}) == (6 if is_secret else 7)
    ladder = desk if is_secret else head
    assert {mail.to for mail in told} >= {answers.email, operator.email, ladder.email}

"""The link of a mail leads to exactly that case, also when an address has changed since."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.staff.actions.routing import route_case
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

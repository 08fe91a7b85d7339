"""One's own account: the second factor where it is demanded, a new password, new codes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.choices import Role
from organizations.models import OutgoingMail, User
from organizations.password_links import password_path
from organizations.permissions import ROLE_RIGHTS
from organizations.views.account import RESETS_AN_HOUR
from tests.factories.organizations import PASSWORD, make_user
from tests.organizations.test_sign_in import NEW, set_up, sign_in

PROFILE = reverse("organizations:profile")
SET_UP = reverse("organizations:second-factor")


@pytest.fixture
def user(db) -> User:
    return make_user(Role.OPERATOR_OPD)


def signed_in(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    assert sign_in(client, user, password).status_code == 302
    return client


@pytest.mark.parametrize("role", [role for role in Role.values if ROLE_RIGHTS[role]])
def test_where_it_is_demanded_everybody_with_rights_sets_up_the_second_factor_first(
    db, settings, role
):
    """Those of one unit as well as those who serve the whole city."""
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(make_user(role))

    for page in (reverse("dashboard"), PROFILE, reverse("home")):
        assert client.get(page).url == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert client.post(reverse("organizations:logout")).url != SET_UP


def test_where_it_is_demanded_a_page_opens_once_it_is_set_up(user, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    assert set_up(client, user)

    assert client.get(PROFILE).status_code == 200


def test_without_an_assignment_there_is_nothing_to_guard(db, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    assert signed_in(make_user()).get(PROFILE).status_code == 200


def test_a_new_password_signs_every_other_device_out(user):
    here, there = signed_in(user), signed_in(user)
    url = reverse("organizations:password")

    wrong = here.post(url, {"old_password": "salah", "new_password1": NEW, "new_password2": NEW})
    assert "belum cocok" in wrong.content.decode()
    assert there.get(PROFILE).status_code == 200
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post(url, data).status_code == 302

    assert here.get(PROFILE).status_code == 200
    assert there.get(PROFILE).status_code == 302
    assert user.sessions.count() == 1
    assert sign_in(Client(), user).status_code == 200  # the old password
    assert signed_in(user, NEW).get(PROFILE).status_code == 200


def test_new_recovery_codes_take_the_place_of_the_old_ones(user):
    client = Client()
    old = set_up(client, user)
    page = client.post(reverse("organizations:recovery-codes"), {"password": PASSWORD})
    new = re.findall(r"<code>([a-z0-9]{10})</code>", page.content.decode())
    assert len(new) == 10

    def opens(code: str) -> bool:
        device = signed_in(user)
        return device.post(reverse("organizations:token"), {"token": code}).status_code == 302

    assert opens(new[0])
    assert not opens(old[1])


def test_switching_the_second_factor_off_asks_for_the_password(user):
    client, off = Client(), reverse("organizations:second-factor-off")
    set_up(client, user)

    for typed in ("", "salah"):
        refused = client.post(off, {"password": typed})
        assert refused.status_code == 400
        assert TOTPDevice.objects.filter(user=user).exists()
    assert client.post(off, {"password": PASSWORD}).status_code == 302
    assert not TOTPDevice.objects.filter(user=user).exists()


def test_nobody_changes_the_own_address(user):
    """An administrator does, the owner hears of it at the old one; see test_managers."""
    client, before = signed_in(user), user.email

    client.post(PROFILE, {"phone": "0285", "email": "lain@contoh.test", "password": PASSWORD})

    user.refresh_from_db()
    assert (user.email, user.phone) == (before, "0285")


@pytest.mark.parametrize(("hours", "opens"), [(71, True), (73, False)])
def test_a_link_for_a_new_password_lasts_three_days(user, monkeypatch, hours, opens):
    path = password_path(user)
    later = datetime.now() + timedelta(hours=hours)  # noqa: DTZ005 - as Django counts
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)

    page = Client().get(path, follow=True).content.decode()

    assert ("new_password1" in page) is opens


def test_two_hundred_requests_for_a_link_are_limited(db):
    """One network in a moment: half of them are taken, and one address gets one message."""
    cache.clear()
    guest, url = Client(), reverse("organizations:reset")
    answers = [guest.post(url, {"email": "ada@contoh.test"}).status_code for _ in range(200)]

    assert answers == [302] * RESETS_AN_HOUR + [429] * (200 - RESETS_AN_HOUR)
    assert OutgoingMail.objects.count() <= 2  # the five minutes may have begun anew

"""One's own account: the second factor where it is demanded, a new password, new codes."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.models import User
from organizations.permissions import ROLE_RIGHTS
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

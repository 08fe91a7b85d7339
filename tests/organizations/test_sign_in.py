"""Signing in: lockout, second factor, reset by mail, devices, safe redirects."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.actions.mail import send_waiting
from organizations.choices import Role
from organizations.models import User, UserSession
from tests.factories.organizations import PASSWORD, make_assignment, make_unit, make_user

NEW = "Sandi-Baru-Panjang-2026"


@pytest.fixture
def user(db) -> User:
    return make_user(Role.OPERATOR_OPD)


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str):
    data = {"username": user.email, "password": password, **more}
    return client.post(reverse("organizations:login"), data)


def test_signing_in_leads_to_the_dashboard_and_out_again(client, user):
    answer = sign_in(client, user)
    assert answer.url == reverse("dashboard")
    assert UserSession.objects.get().user == user
    assert client.post(reverse("organizations:logout")).status_code == 302
    assert client.get(reverse("dashboard")).status_code == 302


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_site(client, user, target):
    assert sign_in(client, user, next=target).url == reverse("dashboard")


def test_five_wrong_passwords_lock_for_a_while(client, user):
    for _ in range(4):
        assert sign_in(client, user, "salah").status_code == 200
    answer = sign_in(client, user, "salah")
    assert answer.status_code in (403, 429)
    assert sign_in(client, user).status_code in (403, 429)  # also with the right one
    assert "15 menit" in answer.content.decode()


def test_unknown_and_switched_off_accounts_get_the_same_words(client, user):
    words = "Surel atau kata sandi belum cocok"
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert words in sign_in(client, user).content.decode()
    nobody = User(email="tidak-ada@contoh.test")
    assert words in sign_in(Client(), nobody).content.decode()


def code_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06d}"


def set_up(client: Client, user: User) -> list[str]:
    sign_in(client, user)
    client.get(reverse("organizations:second-factor"))
    device = TOTPDevice.objects.get(user=user)
    page = client.post(reverse("organizations:second-factor"), {"token": code_of(device)})
    TOTPDevice.objects.update(last_t=-1)  # the next code may be the same half minute
    return re.findall(r"<code>([a-z0-9]{10})</code>", page.content.decode())


def test_the_second_factor_stands_before_every_page(client, user):
    codes = set_up(client, user)
    assert len(codes) == 10
    other = Client()
    assert sign_in(other, user).url == reverse("organizations:token")
    assert other.get(reverse("dashboard")).url == reverse("organizations:token")
    wrong = other.post(reverse("organizations:token"), {"token": "000000"})
    assert wrong.status_code == 400
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    device = TOTPDevice.objects.get(user=user)
    right = other.post(reverse("organizations:token"), {"token": code_of(device)})
    assert right.url == reverse("dashboard")
    assert other.get(right.url).status_code == 200


def test_a_second_factor_holds_who_is_signed_in_elsewhere(client, user):
    """From the next page on, also where the session is older than it."""
    other = Client()
    sign_in(other, user)
    assert other.get(reverse("dashboard")).status_code == 200

    set_up(client, user)

    assert other.get(reverse("dashboard")).url == reverse("organizations:token")
    assert client.get(reverse("dashboard")).status_code == 200


def test_an_account_switched_off_is_out_at_once(client, user):
    sign_in(client, user)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(reverse("dashboard")).url.startswith(reverse("organizations:login"))


def test_a_recovery_code_works_once(client, user):
    code = set_up(client, user)[0]
    for attempt, status in ((1, 302), (2, 400)):
        other = Client()
        sign_in(other, user)
        answer = other.post(reverse("organizations:token"), {"token": code})
        assert answer.status_code == status, attempt
    assert StaticToken.objects.count() == 9


def test_a_password_is_reset_by_mail_once(client, user):
    client.post(reverse("organizations:reset"), {"email": user.email})
    client.post(reverse("organizations:reset"), {"email": "tidak-ada@contoh.test"})
    client.post(reverse("organizations:reset"), {"email": user.email})  # impatient
    assert send_waiting() == 1
    (message,) = mail.outbox
    url = re.search(r"https?://[^/]+(/sandi/\S+)", message.body)[1]
    form = client.get(url, follow=True)
    place = form.redirect_chain[-1][0]
    weak = client.post(place, {"new_password1": "123", "new_password2": "123"})
    assert weak.status_code == 200
    answer = client.post(place, {"new_password1": NEW, "new_password2": NEW})
    assert answer.url == reverse("organizations:login")
    assert sign_in(client, user, NEW).status_code == 302
    again = Client().get(url, follow=True).content.decode()
    assert "new_password1" not in again
    assert reverse("organizations:reset-confirm", args=["a", "b"]).startswith("/sandi/")


def test_devices_are_listed_and_ended(client, user):
    sign_in(client, user)
    other = Client()
    sign_in(other, user)
    foreign = UserSession.objects.exclude(session_key=client.session.session_key).get()
    stranger = Client()
    sign_in(stranger, make_user(Role.OPERATOR_OPD))
    url = reverse("organizations:session-end", args=[foreign.pk])
    assert stranger.post(url).status_code == 404
    assert client.post(url).status_code == 302
    assert other.get(reverse("organizations:profile")).status_code == 302
    assert client.get(reverse("organizations:profile")).status_code == 200


def test_an_idle_session_ends(client, user, settings):
    sign_in(client, user)
    client.get(reverse("organizations:profile"))
    session = client.session
    session["seen"] = int(timezone.now().timestamp()) - settings.SESSION_IDLE_SECONDS - 5
    session.save()
    assert client.get(reverse("organizations:profile")).status_code == 302


def test_rights_end_with_the_assignment_and_plt_grants_them(client, db):
    unit, today = make_unit(), timezone.localdate()
    person = make_user()
    client.force_login(person)
    url = reverse("performance:plan", args=[unit.code])
    assert client.get(url).status_code in (403, 404)
    held = make_assignment(person, Role.KEPALA_OPD, unit, appointment="plt")
    assert client.get(url).status_code == 200
    held.valid_to = today - timedelta(days=1)
    held.save()
    assert client.get(url).status_code in (403, 404)

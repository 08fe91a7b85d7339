"""How often a password may be tried: by account and network, never by spelling."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.actions import sign_in
from organizations.actions.users import help_in
from organizations.choices import Role
from organizations.models import SignInTry, User
from tests.factories.organizations import PASSWORD, make_user

WRONG = "bukan-kata-sandinya"
OFFICE, ELSEWHERE = "203.0.113.5", "198.51.100.9"


@pytest.fixture
def user(db) -> User:
    return make_user(Role.OPERATOR_OPD, email="sari.susilo@contoh.test")


def tried(address: str, password: str = WRONG, *, client: Client | None = None, at: str = OFFICE):
    data = {"username": address, "password": password}
    return (client or Client()).post(reverse("organizations:login"), data, REMOTE_ADDR=at)


def statuses(*addresses: str, **more: str) -> list[int]:
    return [tried(address, **more).status_code for address in addresses]


SPELLINGS = [
    "sari.susilo@contoh.test",
    "SARI.SUSILO@CONTOH.TEST",
    "ſari.ſuſilo@contoh.test",
    " Sari.Susilo@contoh.test ",
    "ｓａｒｉ.susilo@contoh.test",
]


def test_all_spellings_of_an_address_are_one_account(user):
    assert statuses(*SPELLINGS) == [*[200] * 4, 429]
    assert statuses(*SPELLINGS) == [429] * 5
    assert tried(user.email, PASSWORD).status_code == 429


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_signs_in(user, spelling):
    assert tried(spelling, PASSWORD).status_code == 302


@pytest.mark.parametrize("lookalike", ["sarı.susilo@contoh.test", "sаri.susilo@contoh.test"])
def test_letters_that_only_look_alike_are_nobody(user, lookalike):
    assert tried(lookalike, PASSWORD).status_code == 200


def test_a_right_password_clears_its_own_account_only(user):
    other = make_user(Role.OPERATOR_OPD)
    statuses(*[user.email] * 4, *[other.email] * 4)
    assert tried("SARI.susilo@contoh.test", PASSWORD).status_code == 302
    assert statuses(*[user.email] * 4) == [200] * 4
    assert statuses(other.email) == [429]


def test_a_lock_in_one_network_holds_nobody_up_in_another(user):
    statuses(*[user.email] * 6)
    assert tried(user.email, PASSWORD, at=ELSEWHERE).status_code == 302
    assert tried(user.email, PASSWORD).status_code == 429  # and clears nothing here


def test_a_lock_passes(user):
    statuses(*[user.email] * 5)
    SignInTry.objects.update(tried_at=timezone.now() - timedelta(minutes=14))
    answer = tried(user.email, PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "15 menit" in answer.content.decode()
    SignInTry.objects.update(tried_at=timezone.now() - timedelta(minutes=16))
    assert tried(user.email, PASSWORD).status_code == 302


def test_waiting_is_not_made_longer_by_trying_on(user):
    statuses(*[user.email] * 9)
    assert SignInTry.objects.count() == 5


def test_an_administrator_gives_the_tries_back(user):
    statuses(*[user.email] * 5)
    help_in(user=user, by=make_user(Role.ADMIN_SISTEM), reason="Lupa kata sandi")
    assert tried(user.email, PASSWORD).status_code == 302


def test_a_network_that_tries_31_accounts_has_to_wait(user):
    names = [f"tebakan{number}@contoh.test" for number in range(31)]
    assert statuses(*names) == [*[200] * 29, 429, 429]
    answer = tried(user.email, PASSWORD)
    assert answer.status_code == 429
    assert "5 menit" in answer.content.decode()
    assert tried(user.email, PASSWORD, at=ELSEWHERE).status_code == 302
    SignInTry.objects.update(tried_at=timezone.now() - timedelta(minutes=6))
    assert tried(user.email, PASSWORD).status_code == 302


def test_an_address_of_ipv6_is_not_a_network(user):
    for number in range(30):
        tried(f"tebakan{number}@contoh.test", at=f"2001:db8:1:2::{number:x}")
    assert tried(user.email, PASSWORD, at="2001:db8:1:2:ffff::1").status_code == 429
    assert tried(user.email, PASSWORD, at="2001:db8:1:3::1").status_code == 302


def test_an_office_of_two_hundred_comes_in_with_typing_errors(db):
    """One address for all, nobody known there yet, two in five err once or twice."""
    people = [make_user(email=f"pegawai{number}@contoh.test") for number in range(200)]
    for number, person in enumerate(people):
        for _ in range((0, 0, 0, 1, 2)[number % 5]):
            assert look(person.email, WRONG) == sign_in.Tried()
        assert look(person.email.upper(), PASSWORD).user == person
    assert not SignInTry.objects.exists()


def look(address: str, password: str) -> sign_in.Tried:
    return sign_in.try_password(address=address, password=password, sender=OFFICE)


def test_a_browser_that_is_known_works_on_in_a_network_under_attack(user):
    browser = Client()
    assert tried(user.email, PASSWORD, client=browser).status_code == 302
    browser.post(reverse("organizations:logout"))
    statuses(*[f"tebakan{number}@contoh.test" for number in range(31)], *[user.email] * 6)

    assert tried(user.email, PASSWORD).status_code == 429
    assert tried(user.email, client=browser).status_code == 200
    assert tried(user.email, PASSWORD, client=browser).status_code == 302


def test_a_known_browser_is_known_for_its_accounts_only_and_has_a_limit(user):
    browser, other = Client(), make_user(Role.OPERATOR_OPD)
    tried(user.email, PASSWORD, client=browser)
    browser.post(reverse("organizations:logout"))
    assert [tried(user.email, client=browser, at=f"192.0.2.{n}").status_code for n in range(6)] == [
        *[200] * 4,
        429,
        429,
    ]
    statuses(*[other.email] * 5)
    assert tried(other.email, PASSWORD, client=browser).status_code == 429


def test_a_forged_device_is_an_unknown_one(user, settings):
    statuses(*[user.email] * 5)
    for forged in ("", "abc", "eyJhIjoxfQ:1abc:xyz", '["x",["y"]]'):
        browser = Client()
        browser.cookies[settings.DEVICE_COOKIE_NAME] = forged
        assert tried(user.email, PASSWORD, client=browser).status_code == 429


def test_refusals_say_nothing_about_accounts(user):
    known, unknown = user.email, "tidak.ada@contoh.test"
    for _ in range(6):
        one, two = tried(known), tried(unknown)
        assert one.status_code == two.status_code
        assert plain(one, known) == plain(two, unknown)


def plain(answer, address: str) -> str:
    """The page without what was typed and without its token."""
    text = answer.content.decode().replace(address, "")
    token = answer.context["csrf_token"] if answer.context else ""
    return text.replace(str(token), "")


def test_old_tries_are_taken_away(user):
    statuses(user.email, user.email)
    SignInTry.objects.filter(pk=SignInTry.objects.first().pk).update(
        tried_at=timezone.now() - timedelta(days=2)
    )
    assert sign_in.drop_old_tries() == 1
    assert SignInTry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted():
    user = make_user(Role.OPERATOR_OPD)

    def one(_: int) -> None:
        try:
            look(user.email, WRONG)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as many:
        list(many.map(one, range(24)))
    assert SignInTry.objects.count() == sign_in.TRIES_OF_ACCOUNT


class CountingHasher(MD5PasswordHasher):
    """What takes the time, counted instead of measured."""

    algorithm = "hitung"
    runs = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.runs += 1
        return super().encode(password, salt)


def test_unknown_and_inactive_addresses_cost_the_same_work(user, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    user.set_password(PASSWORD)
    user.save()
    inactive = make_user(email="mati@contoh.test", is_active=False)
    costs = {}
    for address in (user.email, "tidak.ada@contoh.test", inactive.email):
        CountingHasher.runs = 0
        with CaptureQueriesContext(connection) as seen:
            tried(address)
        costs[address] = CountingHasher.runs, len(seen)
    assert len(set(costs.values())) == 1, costs
    assert CountingHasher.runs == 1

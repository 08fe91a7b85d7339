"""The sender's address behind proxies, true and forged, and everybody who asks for it."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse

from organizations.choices import Role
from organizations.limits import within_limit
from organizations.models import UserSession
from organizations.sender import address_of, network_of
from tests.factories.organizations import PASSWORD, make_user

PROXY = "10.0.0.7"


def sender(settings, proxies: int, forwarded: str | None, peer: str = PROXY) -> str:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        # No proxy is trusted: whatever the header says is the sender's own claim.
        (0, "198.51.100.9", PROXY),
        (0, None, PROXY),
        # One proxy: it wrote the last entry; those before it were sent along by the sender.
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.9, 203.0.113.5", "203.0.113.5"),
        (1, "127.0.0.1,,::1,  203.0.113.5 ", "203.0.113.5"),
        # Two proxies: the last entry is the address of the outer one.
        (2, "198.51.100.9, 203.0.113.5, 10.0.0.6", "203.0.113.5"),
        (2, "203.0.113.5, 10.0.0.6", "203.0.113.5"),
        # The request did not pass both.
        (2, "198.51.100.9", PROXY),
        (1, None, PROXY),
        (1, "", PROXY),
        # Spellings: ports, IPv6, mapped addresses, zones.
        (1, "203.0.113.5:51234", "203.0.113.5"),
        (1, "2001:DB8:0:0::5", "2001:db8::5"),
        (1, "[2001:db8::5]:443", "2001:db8::5"),
        (1, "[2001:db8::5]", "2001:db8::5"),
        (1, "::ffff:203.0.113.5", "203.0.113.5"),
        (1, "fe80::1%eth0", "fe80::1"),
        # No address at all.
        (1, "unknown", PROXY),
        (1, "203.0.113.5, unix:", PROXY),
        (1, "203.0.113.999", PROXY),
        (1, "' OR 1=1 --", PROXY),
        (1, "9" * 9000, PROXY),
    ],
)
def test_the_sender_is_who_the_outermost_own_proxy_saw(settings, proxies, forwarded, expected):
    assert sender(settings, proxies, forwarded) == expected


def test_a_unix_socket_without_a_proxy_has_no_address(settings):
    assert not sender(settings, 0, None, peer="")
    assert sender(settings, 1, "203.0.113.5", peer="") == "203.0.113.5"


def test_one_home_counts_once_whatever_its_address_of_ipv6():
    assert network_of("2001:db8:1:2::5") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::5") != network_of("2001:db8:1:3::5")
    assert network_of("203.0.113.5") == "203.0.113.5"
    assert not network_of("")


def post_login(client, user, password: str, forwarded: str):
    data = {"username": user.email, "password": password}
    headers = {"x-forwarded-for": forwarded}
    return client.post(reverse("organizations:login"), data, headers=headers, REMOTE_ADDR=PROXY)


@pytest.mark.django_db
def test_a_forged_address_gives_no_new_tries_and_a_true_one_is_its_own(client, settings):
    settings.TRUSTED_PROXIES = 1
    user = make_user(Role.OPERATOR_OPD)
    for number in range(5):
        answer = post_login(client, user, "salah", f"198.51.100.{number}, 203.0.113.5")
    assert answer.status_code == 429
    assert post_login(client, user, PASSWORD, "198.51.100.9, 203.0.113.5").status_code == 429
    assert post_login(client, user, PASSWORD, "203.0.113.5, 203.0.113.77").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "noted"), [(0, PROXY), (1, "2001:db8::5")])
def test_the_list_of_devices_shows_the_same_address(client, settings, proxies, noted):
    settings.TRUSTED_PROXIES = proxies
    post_login(client, make_user(Role.OPERATOR_OPD), PASSWORD, "198.51.100.9, [2001:db8::5]:443")
    assert UserSession.objects.get().address == noted


@pytest.mark.django_db
def test_limits_count_the_true_sender(settings):
    def comment(forwarded: str) -> bool:
        return within_limit("uji", sender(settings, 1, forwarded), most=2)

    assert [comment(f"198.51.100.{number}, 203.0.113.5") for number in range(3)] == [
        True,
        True,
        False,
    ]
    assert comment("203.0.113.5, 203.0.113.77")

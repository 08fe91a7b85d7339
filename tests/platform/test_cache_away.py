"""A cache that hangs or is gone: nobody waits for it, nothing is refused, nothing is told.

It hangs until everybody was answered: who waited for it would not come to an end.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import caches
from django.db import connection
from django.urls import reverse

from config.cache import OptionalCache
from organizations.limits import within_limit
from organizations.models import SignInTry, User
from tests.factories.organizations import PASSWORD
from tests.factories.performance import make_indicator
from tests.harness.database import copy_database, use_database
from tests.harness.portal import Portal, portal_services, running_portal
from tests.harness.valkey import OwnValkey, own_valkey
from tests.harness.visitor import Answer, Visitor
from tests.performance.entry.test_entry import Office

pytestmark = [pytest.mark.journey, pytest.mark.processes]


@dataclass
class Town:
    portal: Portal
    cache: OwnValkey
    user: User
    indicator: str

    def post(self, path: str, **data: str) -> Answer:
        return Visitor(self.portal.url).post(path, data)

    def sign_in(self, address: str, password: str) -> Answer:
        return self.post(reverse("organizations:login"), username=address, password=password)

    def acts(self) -> list[tuple[Answer, int]]:
        """One of each kind that counts senders or remembers something, and its right answer."""
        reset, unknown = reverse("organizations:reset"), "tidak.ada@contoh.test"
        text = {"text": "Terima kasih atas datanya.", "author_name": "", "website": ""}
        return [
            (self.post(reset, email=self.user.email), 302),
            (self.post(reset, email=unknown), 302),
            (self.sign_in(unknown, "salah sekali"), 200),
            (self.sign_in(self.user.email, "salah sekali"), 200),
            (self.sign_in(self.user.email, PASSWORD), 302),
            (self.post(self.indicator, **text, key="0b0d6cdc-8a4c-4f0e-9d0f-3f8a5a4f6a11"), 302),
            (Visitor(self.portal.url).get("/verifikasi/AAAA-BBBB-CCCC/"), 404),
        ]


@pytest.fixture(scope="module")
def town(template_database: str, django_db_blocker: object) -> Iterator[Town]:
    name = f"lupa_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    copy_database(template_database, name)
    with contextlib.ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())  # type: ignore[attr-defined]
        before = connection.settings_dict["NAME"]
        stack.callback(use_database, before)
        use_database(name)
        cache = stack.enter_context(own_valkey())
        extra = {"SELARAS_TEST_REDIS": cache.url}
        portal = stack.enter_context(running_portal(name, portal_services(), extra))
        office = Office()
        indicator = make_indicator(office.subs[0].program.parent, name="Indeks layanan")
        found = Town(portal, cache, office.operator, indicator.get_absolute_url())
        found.acts()  # whatever is slow the first time
        yield found


def told(acts: list[tuple[Answer, int]]) -> list[int]:
    return [answer.status for answer, _ in acts]


def right(acts: list[tuple[Answer, int]]) -> list[int]:
    return [status for _, status in acts]


def test_everybody_goes_on_while_the_cache_hangs(town):
    SignInTry.objects.all().delete()
    with town.cache.paused():
        acts = town.acts()
    assert told(acts) == right(acts)


def test_everybody_goes_on_when_the_cache_is_gone(town):
    """Last in this module: the server does not come back."""
    SignInTry.objects.all().delete()
    town.cache.process.kill()
    town.cache.process.wait()
    acts = town.acts()
    assert told(acts) == right(acts)


@pytest.fixture
def own_cache(monkeypatch) -> Iterator[tuple[OptionalCache, OwnValkey]]:
    monkeypatch.setattr(OptionalCache, "silent_until", 0.0)
    options = {"socket_timeout": 0.4, "socket_connect_timeout": 0.4}
    with own_valkey() as server:
        yield OptionalCache(f"{server.url}/0", {"OPTIONS": options}), server


def test_a_cache_that_hangs_is_empty(own_cache, monkeypatch):
    cache, server = own_cache
    cache.set("angka", 1, 60)
    assert (cache.get("angka"), cache.incr("angka")) == (1, 2)
    monkeypatch.setattr("config.cache.SILENCE_SECONDS", 600)
    with server.paused():
        assert cache.get("angka", "tidak ada") == "tidak ada"
        silent = OptionalCache.silent_until
        assert cache.get_many(["angka"]) == {}
        assert cache.add("lain", 1) is cache.has_key("angka") is cache.delete("angka") is False
        assert cache.set("lain", 1) is None
        assert cache.get_or_set("lain", 5) == 5
        assert cache.tally("tabel", "a", 60) is cache.drop_tallied("tabel") is None
        assert cache.tallied("tabel") == {}
        with pytest.raises(ValueError, match="does not answer"):
            cache.incr("angka")
        assert OptionalCache.silent_until == silent  # the first waited, the others did not ask


def test_it_is_asked_again_after_a_while(own_cache, monkeypatch):
    cache, server = own_cache
    cache.set("angka", 1, 60)
    with server.paused():
        assert cache.get("angka") is None
    assert cache.get("angka") is None
    monkeypatch.setattr(OptionalCache, "silent_until", time.monotonic())
    assert cache.get("angka") == 1


def test_limits_are_open_without_a_cache(own_cache, monkeypatch):
    cache, server = own_cache
    monkeypatch.setattr("organizations.limits.cache", cache)
    assert [within_limit("uji", "203.0.113.5", most=1) for _ in range(2)] == [True, False]
    with server.paused():
        assert within_limit("uji", "203.0.113.5", most=1)


def test_the_portal_uses_this_cache():
    assert isinstance(caches["default"], OptionalCache)

"""Role × page, on the demonstration city: every named URL, for one's own unit and another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, get_resolver

from organizations.choices import Role
from organizations.models import User
from tests.pages.places import EMAILS, FOREIGN, OWN, YEAR, Page
from tests.pages.table import ACTS, PAGES

ROLES = ["", *Role.values]


@pytest.fixture(scope="module")
def clients(demo_city, tmp_path_factory) -> dict[str, Client]:
    """A signed-in client for every role, and one that is not signed in."""
    where = tmp_path_factory.mktemp("dokumen") / "e81.pdf"
    natural = {"opd": OWN.code, "tahun": str(YEAR - 1), "triwulan": "4"}
    call_command("render_report", "e81", param=[f"{k}={v}" for k, v in natural.items()], out=where)
    found = {"": Client()}
    for role, email in EMAILS.items():
        found[role] = Client()
        found[role].force_login(User.objects.get(email=email))
    return found


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "anonim")
@pytest.mark.parametrize("target", PAGES, ids=str)
def test_own_unit(clients, target: Page, role: str) -> None:
    answer = clients[role].get(target.url(OWN))
    allowed = role in target.allow
    assert as_ruled(answer, allowed=allowed, role=role, statuses=target.status), answer


FOREIGN_PAGES = [target for target in PAGES if target.foreign is not None]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "anonim")
@pytest.mark.parametrize("target", FOREIGN_PAGES, ids=str)
def test_another_unit(clients, target: Page, role: str) -> None:
    answer = clients[role].get(target.url(FOREIGN))
    allowed = role in (target.foreign or ())
    assert as_ruled(answer, allowed=allowed, role=role, statuses=target.status), answer


def as_ruled(answer, *, allowed: bool, role: str, statuses: tuple[int, ...]) -> bool:
    """Whether the allowed are served, other roles refused, and the anonymous sent to sign in."""
    if allowed:
        return answer.status_code in statuses
    if role:
        return answer.status_code in (403, 404)
    return answer.status_code == 302 and answer.url.startswith("/masuk/?next=")


def test_every_address_is_in_the_table() -> None:
    known = {target.name for target in PAGES} | set(ACTS)
    assert set(addresses()) - known == set()
    assert known - set(addresses()) == set()


def test_acts_are_tested_where_the_table_says() -> None:
    folder = Path(__file__).parents[1]
    for name, place in ACTS.items():
        words = (folder / place).read_text(encoding="utf-8")
        assert name.split(":")[-1] in words, f"{name} is not reached in {place}"


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every address of the portal with its namespaces; without a name, its path."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name or entry.pattern}"


def test_anonymous_has_no_menu_of_staff(clients) -> None:
    words = clients[""].get("/").content.decode()
    assert "Beranda" in words
    assert "Pengisian" not in words

"""Role × page, on the demonstration city: every named URL, for one's own unit and another."""

import ast
import re
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
    assert known ^ {name for name, _ in addresses()} == set()


def test_acts_are_tested_where_the_table_says() -> None:
    """By name, in `reverse` or as the whole word a helper takes, or by the parts of the path."""
    folder, routes = Path(__file__).parents[1], dict(addresses())
    missing = {
        f"{name} in {place}"
        for name, place in ACTS.items()
        if not is_reached(name, routes[name], texts_in(folder / place))
    }
    assert missing == set()


def is_reached(name: str, route: str, texts: set[str]) -> bool:
    """A word like "csv" in a sentence, or as part of another word, reaches nothing."""
    parts = [part for part in re.split(r"<[^>]*>", f"/{route}") if part]
    by_path = all(any(text.endswith(part) for text in texts) for part in parts)
    return bool({name, name.rpartition(":")[2]} & texts) or by_path


def texts_in(path: Path) -> set[str]:
    """Every text a file holds, those between the values of an f-string apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {text for text in found if isinstance(text, str)}


def addresses(
    resolver: URLResolver | None = None, space: str = "", above: str = ""
) -> Iterator[tuple[str, str]]:
    """The name of every address with its namespaces (without a name, its path), and its path."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = f"{above}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, inner, path)
        else:
            yield f"{space}{entry.name or entry.pattern}", path


def test_anonymous_has_no_menu_of_staff(clients) -> None:
    words = clients[""].get("/").content.decode()
    assert "Beranda" in words
    assert "Pengisian" not in words

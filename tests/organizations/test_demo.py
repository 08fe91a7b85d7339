"""The demonstration city is put together from what every app files."""

import pytest

from organizations.checks import no_demonstration
from organizations.demo import load, registry
from organizations.demo.registry import Demo
from organizations.models import Organization, User
from organizations.registry import Registry
from tests.factories.organizations import PASSWORD, make_city, make_unit, make_user

MAKE = {"city": make_city, "unit": make_unit, "user": make_user}


@pytest.fixture
def demos(monkeypatch) -> Registry:
    """A registry of its own, which no app has filed anything in."""
    registry.parts()  # the apps have filed theirs before it is put aside
    fresh = Registry("demonstration", name=lambda demo: demo.app)
    monkeypatch.setattr(registry, "DEMOS", fresh)
    return fresh


def two_steps(city):
    yield f"{len(city.units)} unit dikenal"
    yield city.unit("Bappeda").name


@pytest.mark.django_db
def test_a_further_domain_adds_its_part_by_filing_it(demos):
    demos.file(Demo("surveys", steps=lambda city: 2, load=two_steps))
    told = []

    load.load(lambda *line: told.append(line))

    assert [(done, total) for done, total, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert told[-1][2] == Organization.objects.get(short_name="Bappeda").name
    assert not User.objects.filter(is_demo=False).exists()


def test_parts_are_loaded_from_the_bottom_up(demos):
    for app in ("performance", "complaints", "surveys"):
        demos.file(Demo(app, steps=lambda city: 0, load=two_steps))

    assert [demo.app for demo in registry.parts()] == ["complaints", "surveys", "performance"]


@pytest.mark.django_db
@pytest.mark.parametrize("what", sorted(MAKE))
def test_a_database_is_not_empty_once_anything_was_begun(what):
    assert load.is_empty()

    MAKE[what]()

    assert not load.is_empty()


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"is_demo": True}, {"email": "orang@contoh.test"}])
def test_demonstration_accounts_do_not_sign_in_to_a_real_portal(client, settings, fields):
    user = make_user("kepala_opd", make_unit(), **{"email": "orang@kota.go.id", **fields})
    data = {"username": user.email, "password": PASSWORD}
    assert client.post("/masuk/", data).status_code == 302
    assert client.get("/akun/").status_code == 200

    settings.DEMO_ACCOUNTS = False
    assert client.get("/akun/").status_code == 302  # who was signed in is signed out
    answer = client.post("/masuk/", data)
    assert "Akun contoh tidak dapat dipakai di portal ini" in answer.text


@pytest.mark.django_db
def test_the_deployment_check_finds_a_demonstration(settings):
    settings.DEMO_ACCOUNTS = False
    make_city(is_demo=False)
    assert no_demonstration() == []

    make_city(is_demo=True)
    assert [finding.id for finding in no_demonstration()] == ["organizations.W001"]

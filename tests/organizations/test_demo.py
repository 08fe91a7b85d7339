"""The demonstration city is put together from what every app files."""

import pytest

from organizations.demo import load, registry
from organizations.demo.registry import Demo
from organizations.models import Organization, User
from organizations.registry import Registry
from tests.factories.organizations import make_city, make_unit, make_user

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

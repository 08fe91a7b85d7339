"""A unit with somebody who writes, Bagian Organisasi, and an innovation in the round of 2026."""

from __future__ import annotations

import pytest

from innovations.models import IndexEntry, IndexRound
from organizations.choices import Role
from organizations.models import Organization, User
from tests.factories.innovation_index import make_index_entry, make_round
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user


@pytest.fixture
def unit(db) -> Organization:
    make_city()
    return make_unit()


@pytest.fixture
def operator(unit, client) -> User:
    user = make_user(Role.OPERATOR_OPD, unit)
    client.force_login(user)
    return user


@pytest.fixture
def city(unit) -> User:
    return make_user(Role.BAGIAN_ORGANISASI)


@pytest.fixture
def round_2026(unit) -> IndexRound:
    return make_round(2026)


@pytest.fixture
def entry(unit, round_2026) -> IndexEntry:
    return make_index_entry(make_innovation(unit, name="SI BAJAK"), round_2026)

"""A manager of the survey of one OPD, and a unit of it."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from organizations.models import User
from surveys.models import ServiceUnit
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import make_service_unit


@pytest.fixture
def unit(db) -> ServiceUnit:
    make_city()
    return make_service_unit(make_unit())


@pytest.fixture
def manager(unit, client) -> User:
    user = make_user(Role.PENGELOLA_SURVEI, unit.organization)
    client.force_login(user)
    return user


@pytest.fixture
def desk(unit, client) -> User:
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user

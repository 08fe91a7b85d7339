"""A unit with a closed result, who manages it and who judges what they did."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organizations.choices import Role
from organizations.models import User
from surveys.index.actions.closing import close_period
from surveys.models import Period, ServiceUnit
from tests.factories.hostile import picture
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import make_period, make_responses, make_service_unit


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
def head(unit) -> User:
    return make_user(Role.KEPALA_OPD, unit.organization)


@pytest.fixture
def period(unit) -> Period:
    """U3 and U7 to U9 are low: the third place is shared."""
    found = make_period(unit)
    make_responses(found, "443444222", "441444333")
    return close_period(period=found, by=make_user(Role.BAGIAN_ORGANISASI))


def photo(name: str = "bukti.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(), "image/jpeg")

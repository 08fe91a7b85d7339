"""An edition whose proposals are being judged, its secretariat, and a juror who signs in."""

from __future__ import annotations

import pytest
from django.test import Client

from innovations.choices.competition import PhaseKind, StageKind
from innovations.models import Edition, Juror, Stage
from organizations.choices import Role
from organizations.models import User
from tests.factories.competitions import make_edition, make_juror
from tests.factories.organizations import make_city, make_user


@pytest.fixture
def edition(db) -> Edition:
    make_city()
    return make_edition(PhaseKind.DESK)


@pytest.fixture
def desk(edition) -> Stage:
    return edition.stages.get(kind=StageKind.DESK)


@pytest.fixture
def secretary(edition) -> User:
    return make_user(Role.BAGIAN_ORGANISASI)


@pytest.fixture
def juror(edition) -> Juror:
    return make_juror(edition)


@pytest.fixture
def office(secretary, client) -> Client:
    client.force_login(secretary)
    return client


@pytest.fixture
def jury_client(juror) -> Client:
    client = Client()
    client.force_login(juror.user)
    return client

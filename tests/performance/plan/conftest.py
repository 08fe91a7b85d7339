"""People the tests of the plan share; each module has its own `office`."""

import pytest
from django.test import Client

from organizations.choices import Role
from tests.factories.organizations import make_unit, make_user


@pytest.fixture
def analyst(office) -> Client:
    """Somebody of Bappeda, signed in."""
    client = Client()
    client.force_login(make_user(Role.BAPPEDA, make_unit()))
    return client

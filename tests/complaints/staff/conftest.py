from __future__ import annotations

import pytest
from django.test import Client

from organizations.choices import Role
from organizations.models import User
from tests.factories.organizations import make_city, make_user


@pytest.fixture
def desk(client: Client) -> User:
    """An officer of the desk, signed in."""
    make_city()
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user

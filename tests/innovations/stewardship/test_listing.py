"""The list of the registry tells which of its innovations live."""

from __future__ import annotations

import pytest
from django.urls import reverse

from innovations.choices import InnovationState
from organizations.choices import Role
from tests.factories.innovations import make_innovation, make_steward
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


def test_filtered_by_health_and_drafts_have_none(client):
    make_city()
    orphan = make_innovation(name="TANPA PENANGGUNG JAWAB")
    held = make_innovation(name="BARU TAYANG")
    make_steward(held)
    make_innovation(name="MASIH KONSEP", state=InnovationState.DRAFT)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    url = reverse("innovations:innovation-list")
    every = client.get(url).content.decode()
    assert all(one in every for one in (orphan.name, held.name, "MASIH KONSEP"))

    words = client.get(f"{url}?keadaan=perhatian").content.decode()

    assert orphan.name in words
    assert "Perlu perhatian" in words
    assert held.name not in words
    assert "MASIH KONSEP" not in words

"""Forty-four urusan in parts that open without JavaScript, basic services first."""

from __future__ import annotations

import pytest
from django.urls import reverse

from innovations.choices import Affair, InnovationState
from organizations.choices import Role
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


def test_in_parts_and_what_is_ticked_is_in_sight(client):
    make_city()
    row = make_innovation(affairs=["3.27"], state=InnovationState.DRAFT)
    client.force_login(make_user(Role.OPERATOR_OPD, row.organization))

    words = client.get(reverse("innovations:innovation-update", args=[row.pk])).content.decode()

    _, basic, other, chosen, rest = words.split('<details class="choice-part"')
    assert basic.lstrip().startswith("open")
    assert not other.lstrip().startswith("open")
    assert chosen.lstrip().startswith("open")
    assert "Pilihan (1 dipilih)" in chosen
    assert not rest.lstrip().startswith("open")
    assert sum(words.count(f'value="{code}"') for code in Affair.values) == len(Affair)

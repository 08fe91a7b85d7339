"""Rights of the registry, as lists and one by one."""

from __future__ import annotations

import pytest
from django.db.models import Q

from innovations import permissions
from innovations.models import Innovation
from organizations.choices import Role
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_the_list_and_the_single_innovation_agree(role: str) -> None:
    unit = make_unit()
    user = make_user(role, unit)
    rows = [make_innovation(unit), make_innovation(), make_innovation(origin="rujukan")]

    seen = set(Innovation.objects.filter(permissions.visible_innovations(user)))

    either = permissions.visible_innovations(user) | Q(pk=rows[1].pk)
    assert set(Innovation.objects.filter(either)) == seen | {rows[1]}
    assert seen == {row for row in rows if permissions.can_view(user, row)}

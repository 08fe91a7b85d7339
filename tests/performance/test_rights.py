"""Rights that ask for no object: which roles hold them, and that the others are told why."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from performance import permissions
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db
OPR, KPL, ORG, BPD = (
    Role.OPERATOR_OPD,
    Role.KEPALA_OPD,
    Role.BAGIAN_ORGANISASI,
    Role.BAPPEDA,
)
READERS = {OPR, KPL, ORG, BPD, Role.INSPEKTORAT, Role.PIMPINAN}
HELD = {
    "can_view_city_plan": READERS,
    "can_read_follow_ups": READERS | {Role.PENGELOLA_SURVEI},
    "can_read_comments": {OPR, KPL, ORG, BPD},
    "can_propose_version": {OPR, BPD},
    "can_import_city": {BPD},
    "can_accept_past": {BPD},
    "can_manage_period": {BPD},
    "can_manage_settings": {BPD},
    "can_manage_windows": {BPD},
}


@pytest.mark.parametrize("role", [*Role.values, None])
def test_a_right_of_no_object_is_held_by_these_roles_alone(role):
    user = make_user(role)

    for name, roles in HELD.items():
        decision = getattr(permissions, name)(user)
        assert bool(decision) == (role in roles), name
        assert decision or decision.reason, name

"""The list of accounts: each filter alone and all together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.choices import Role
from organizations.models import User
from organizations.queries.people import (
    ACTIVE,
    INACTIVE,
    INVITED,
    WITHOUT_FACTOR,
    administrators,
    assignments_of,
    people,
)
from tests.factories.organizations import SINCE, make_assignment, make_unit, make_user

pytestmark = pytest.mark.django_db
OPR, KPL = Role.OPERATOR_OPD, Role.KEPALA_OPD


def test_unit_and_role_narrow_the_list_alone_and_together():
    unit, other = make_unit(), make_unit()
    operator, head, elsewhere = make_user(OPR, unit), make_user(KPL, unit), make_user(OPR, other)
    former = make_user()
    make_assignment(former, OPR, unit, valid_to=timezone.localdate() - timedelta(days=1))

    assert set(people()) == {operator, head, elsewhere, former}
    assert set(people(unit=unit.pk)) == {operator, head}
    assert set(people(role=OPR)) == {operator, elsewhere}
    assert set(people(unit=unit.pk, role=OPR)) == {operator}


def test_every_word_is_looked_for_in_name_address_and_number():
    found = make_user(full_name="Siti Aminah", email="siti@contoh.test", employee_number="1990")
    other = make_user(full_name="Siti Budi", email="budi@contoh.test", employee_number="21990")

    assert set(people("siti")) == {found, other}
    for words in ("siti aminah", "SITI@contoh", "1990"):
        assert set(people(words)) == {found}, words


def test_each_state_lists_those_who_are_in_it():
    plain, guarded, off = make_user(OPR), make_user(OPR), make_user(OPR)
    begun, invited, waiting = make_user(OPR), make_user(OPR), make_user()
    TOTPDevice.objects.create(user=guarded, confirmed=True)
    TOTPDevice.objects.create(user=begun, confirmed=False)
    User.objects.filter(pk=off.pk).update(is_active=False)
    for user in (invited, waiting):  # who only signs has no assignment that works today
        user.set_unusable_password()
        user.save()

    assert set(people(state=ACTIVE)) == {plain, guarded, begun, invited, waiting}
    assert set(people(state=INACTIVE)) == {off}
    assert set(people(state=INVITED)) == {invited}
    assert set(people(state=WITHOUT_FACTOR)) == {plain, begun}


def test_assignments_of_a_person_come_newest_first():
    user, unit = make_user(), make_unit()
    older = make_assignment(user, OPR, unit, valid_to=SINCE)
    newer = make_assignment(user, KPL, unit, valid_from=SINCE + timedelta(days=1))
    same_day = make_assignment(user, Role.JURI, unit, valid_from=newer.valid_from)

    assert assignments_of(user) == [same_day, newer, older]


def test_administrators_are_active_and_in_office_today():
    first, off = make_user(Role.ADMIN_SISTEM), make_user(Role.ADMIN_SISTEM)
    User.objects.filter(pk=off.pk).update(is_active=False)
    make_user(Role.BAPPEDA)

    assert administrators() == [first]

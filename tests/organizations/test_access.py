"""Whose rights reach how far: units below at any depth, and nobody who is switched off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from organizations.access import NOBODY, access_of, label_of
from organizations.choices import AppointmentKind, Role
from organizations.models import Organization, User
from tests.factories.organizations import make_assignment, make_unit, make_user

pytestmark = pytest.mark.django_db

VIEW = "performance.view"


def test_rights_of_a_unit_reach_every_unit_below_it_and_no_other():
    above = make_unit()
    unit = make_unit(parent=above)
    branch = make_unit(parent=unit)
    office = make_unit(parent=branch)
    beside = make_unit(parent=above)

    access = access_of(make_user(Role.OPERATOR_OPD, unit))

    reached = {
        place for place in (above, unit, branch, office, beside) if access.allows(VIEW, place.pk)
    }
    assert reached == {unit, branch, office}
    assert set(Organization.objects.filter(access.organizations(VIEW))) == reached
    assert not access.allows(VIEW, None)  # what belongs to the city alone


def test_who_is_switched_off_or_not_signed_in_has_no_rights():
    user = make_user(Role.BAPPEDA)
    assert access_of(user).has(VIEW)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert access_of(User.objects.get(pk=user.pk)) == NOBODY
    assert access_of(User.objects.get(pk=user.pk), timezone.localdate()) == NOBODY
    assert access_of(AnonymousUser()) == access_of(None) == NOBODY


def test_rights_are_those_of_the_day_asked_about():
    today = timezone.localdate()
    user = make_user()
    make_assignment(user, Role.BAPPEDA, make_unit(), valid_to=today - timedelta(days=1))
    unit = make_unit()
    make_assignment(user, Role.OPERATOR_OPD, unit, valid_from=today)

    assert access_of(user).allows(VIEW, unit.pk)
    assert not access_of(user).allows(VIEW, None)
    assert access_of(user, today - timedelta(days=1)).allows(VIEW, None)


def test_the_history_names_a_person_with_the_position_of_today():
    user, unit = make_user(full_name="Nama Uji"), make_unit()
    assert label_of(user, []) == "Nama Uji"
    held = make_assignment(
        user, Role.KEPALA_OPD, unit, position="Kepala Dinas", appointment=AppointmentKind.PLT
    )
    assert label_of(user, [held]) == "Nama Uji (Plt. Kepala Dinas)"

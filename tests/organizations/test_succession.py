"""A function passes on to other units, and after the old one began."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from organizations.actions.units import succeed_unit
from organizations.choices import Role, SuccessionKind
from organizations.models import Organization, Succession
from tests.factories.organizations import SINCE, make_unit, make_user

pytestmark = pytest.mark.django_db


def succeed(old: Organization, *successors: Organization, days: int) -> None:
    succeed_unit(
        predecessor=old,
        successors=list(successors),
        kind=SuccessionKind.values[0],
        effective_on=SINCE + timedelta(days=days),
        note="Perda 1",
        by=make_user(Role.ADMIN_SISTEM),
    )


def test_a_unit_does_not_succeed_itself():
    old, other = make_unit(), make_unit()

    with pytest.raises(ValidationError, match="Penerus harus unit lain"):
        succeed(old, other, old, days=100)
    old.refresh_from_db()
    assert (old.valid_to, Succession.objects.count()) == (None, 0)


def test_the_old_unit_has_been_there_for_a_day_at_least():
    old, other = make_unit(), make_unit()

    with pytest.raises(ValidationError, match="sesudah unit lama mulai berlaku"):
        succeed(old, other, days=0)
    succeed(old, other, days=1)
    old.refresh_from_db()
    assert old.valid_to == SINCE

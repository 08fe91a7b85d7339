"""Administrators of accounts: none acts alone on another, and one is always left."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.access import access_of
from organizations.actions.assignments import end_assignment, give_assignment
from organizations.actions.users import help_in, set_active, update_user
from organizations.choices import Role
from organizations.models import OutgoingMail, User
from tests.factories.organizations import make_unit, make_user


@pytest.fixture
def admin(db) -> User:
    return make_user(Role.ADMIN_SISTEM)


def test_nobody_gives_or_ends_own_roles(admin):
    other = make_user(Role.ADMIN_SISTEM)
    with pytest.raises(ValidationError, match="admin lain"):
        give_assignment(
            user=admin,
            by=admin,
            organization=make_unit(),
            role=Role.JURI,
            position="Juri",
            valid_from=timezone.localdate(),
        )
    with pytest.raises(ValidationError, match="admin lain"):
        end_assignment(assignment=admin.assignments.get(), on=timezone.localdate(), by=admin)
    assert other.assignments.exists()


def test_two_administrators_cannot_switch_each_other_off(transactional_db):
    """Both press at the same moment: the second finds that it is no administrator any more."""
    people = [make_user(Role.ADMIN_SISTEM), make_user(Role.ADMIN_SISTEM)]
    ready, refused = threading.Barrier(2), []

    def press(me: User, other: User) -> None:
        try:
            ready.wait(10)
            set_active(user=other, active=False, by=me, reason="Uji")
        except (PermissionDenied, ValidationError) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=press, args=(User.objects.get(pk=a.pk), b))
        for a, b in (people, people[::-1])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert User.objects.filter(is_active=True).count() == 1
    assert len(refused) == 1


def test_two_administrators_cannot_end_each_other(admin):
    """One after the other, with rights read before the first one acted."""
    other = make_user(Role.ADMIN_SISTEM)
    today = timezone.localdate()
    assert access_of(other).has("organizations.manage_users")
    theirs, mine = other.assignments.get(), admin.assignments.get()
    end_assignment(assignment=theirs, on=today - timedelta(days=1), by=admin)
    with pytest.raises(PermissionDenied):
        end_assignment(assignment=mine, on=today, by=other)


def test_the_last_administrator_stays(admin):
    """The own assignment runs out with the month; the other's may not end before it."""
    today = timezone.localdate()
    admin.assignments.update(valid_to=today + timedelta(days=30))
    other = make_user(Role.ADMIN_SISTEM)
    with pytest.raises(ValidationError, match="tetap punya admin"):
        end_assignment(assignment=other.assignments.get(), on=today + timedelta(days=30), by=admin)
    assert other.assignments.get().valid_to is None


def test_mail_and_second_factor_are_not_changed_by_one_hand(admin):
    other = make_user(Role.ADMIN_SISTEM)
    clerk = make_user(Role.BAPPEDA)
    TOTPDevice.objects.create(user=clerk, confirmed=True)
    update_user(user=clerk, by=admin, email="baru@contoh.test")
    with pytest.raises(ValidationError, match="Minta admin lain"):
        help_in(user=clerk, by=admin, reason="Ponsel hilang")
    assert TOTPDevice.objects.filter(user=clerk).exists()
    help_in(user=clerk, by=other, reason="Ponsel hilang")

    with pytest.raises(ValidationError, match="tidak mengganti surelnya"):
        update_user(user=clerk, by=other, email="lagi@contoh.test")
    update_user(user=clerk, by=other, rank="Penata")  # other fields are free
    assert User.objects.get(pk=clerk.pk).email == "baru@contoh.test"


def test_the_owner_hears_at_the_old_address(admin):
    clerk = make_user(Role.OPERATOR_OPD)
    old = clerk.email
    update_user(user=clerk, by=admin, email="baru@contoh.test")
    told = OutgoingMail.objects.get()

    assert told.to == old
    assert "baru@contoh.test" in told.subject
    assert admin.full_name in told.body


def test_other_administrators_hear_what_is_done_to_one_of_them(admin):
    other, third = make_user(Role.ADMIN_SISTEM), make_user(Role.ADMIN_SISTEM)
    help_in(user=other, by=admin, reason="Ponsel hilang")

    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert told == {other.email, third.email}


def test_a_new_administrator_is_told_to_the_others(admin):
    third = make_user(Role.ADMIN_SISTEM)
    fields = {"position": "Admin", "valid_from": timezone.localdate()}
    give_assignment(
        user=make_user(), by=admin, organization=make_unit(), role=Role.ADMIN_SISTEM, **fields
    )

    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {third.email}

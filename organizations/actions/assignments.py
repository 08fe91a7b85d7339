"""Assignments: given with dates, ended with a date, never rewritten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from organizations import activity
from organizations.actions.managers import (
    MANAGING,
    hold_managers,
    require_manager,
    require_manager_left,
    tell_other_managers,
)
from organizations.appointments import Held, refusal
from organizations.models import Assignment, User

OWN = "Penugasan sendiri hanya dapat diatur admin lain."


@transaction.atomic
def give_assignment(*, user: User, by: User | None, **fields: Any) -> Assignment:
    """A role in a unit from a day on. Clashes with other assignments are refused in words."""
    require_manager(by)
    if by is not None and user.pk == by.pk:
        raise ValidationError(OWN)
    new = Assignment(user=user, **fields)
    # Whoever assigns for the same unit or person at the same moment waits here.
    User.objects.select_for_update().get(pk=user.pk)
    type(new.organization).objects.select_for_update().get(pk=new.organization_id)
    around = Assignment.objects.filter(Q(user=user) | Q(organization=new.organization_id))
    wrong = refusal(_held(new), [_held(row) for row in around])
    if wrong:
        raise ValidationError(wrong)
    new.full_clean()
    new.save()
    activity.record(
        obj=user,
        verb="organizations.assignment_give",
        summary=f"{user} ditugaskan sebagai {new.get_role_display()} {new.organization.short_name}",
        by=by,
        organization=new.organization,
        changes={
            "position": activity.changed("Jabatan", "", new.printed_position),
            "valid_from": activity.changed("Berlaku sejak", "", new.valid_from),
            "valid_to": activity.changed("Berlaku sampai", "", new.valid_to),
        },
        reason=new.decree,
    )
    if new.role in MANAGING:
        tell_other_managers(user, "diberi peran admin", by)
    return new


@transaction.atomic
def end_assignment(*, assignment: Assignment, on: date, by: User, reason: str = "") -> Assignment:
    """The last day of an assignment; its rights end with that day."""
    require_manager(by)
    hold_managers(by)
    locked = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if locked.user_id == by.pk:
        raise ValidationError(OWN)
    if on < locked.valid_from:
        raise ValidationError("Tanggal akhir harus sama dengan atau sesudah tanggal mulai.")
    before, locked.valid_to = locked.valid_to, on
    locked.save(update_fields=["valid_to"])
    if locked.role in MANAGING:
        require_manager_left(on + timedelta(days=1))
    activity.record(
        obj=locked.user,
        verb="organizations.assignment_end",
        summary=f"Penugasan {locked.get_role_display()} {locked.organization.short_name} diakhiri",
        by=by,
        organization=locked.organization,
        changes={"valid_to": activity.changed("Berlaku sampai", before, on)},
        reason=reason,
    )
    if locked.role in MANAGING:
        tell_other_managers(locked.user, "peran admin diakhiri", by)
    return locked


def _held(row: Assignment) -> Held:
    return Held(
        user_id=row.user_id,
        unit_id=row.organization_id,
        role=row.role,
        appointment=row.appointment,
        signs=row.signs_documents,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        pk=row.pk,
    )

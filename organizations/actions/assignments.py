"""Assignments: given with dates, ended with a date, never rewritten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from organizations import activity, keepers
from organizations.actions.managers import (
    MANAGING,
    hold_managers,
    require_manager,
    require_manager_left,
    tell_other_managers,
)
from organizations.appointments import FOREVER, Held, refusal
from organizations.choices import Role
from organizations.formatting import format_date
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
    _require_unsigned(new, new.valid_from, new.valid_to)
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
    before = locked.valid_to
    _require_unsigned(locked, min(on, before or on) + timedelta(days=1), max(on, before or FOREVER))
    locked.valid_to = on
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


def _require_unsigned(row: Assignment, since: date, until: date | None) -> None:
    """Refuses days on which documents of finished years were signed already by somebody else, or
    by this person; where nobody signed, the name may still be filled in."""
    signed = keepers.last_day()
    if signed is None or since > signed or not (row.signs_documents or row.role == Role.PIMPINAN):
        return
    others = Assignment.objects.filter(organization=row.organization, valid_from__lte=signed)
    others = others.filter(Q(valid_to=None) | Q(valid_to__gte=since))
    same = {"signs_documents": True} if row.signs_documents else {"position__iexact": row.position}
    others = others.filter(**same)
    if until is not None:
        others = others.filter(valid_from__lte=until)
    if others.exists():
        raise ValidationError(
            f"Dokumen tahun yang sudah selesai ditandatangani sampai {format_date(signed)}, dan nama "
            "penanda tangannya tetap. Pilih tanggal sesudahnya."
        )


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

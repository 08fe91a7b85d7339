"""Units of the city: added, changed, succeeded by others. Nothing is deleted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations import activity, arrivals, keepers
from organizations.access import access_of
from organizations.choices import SuccessionKind
from organizations.models import Organization, Succession, User


def require_manager(by: User | None) -> None:
    """Only holders of the right; None is the command line and the first set-up."""
    if by is not None and not access_of(by).has("organizations.manage_units"):
        raise PermissionDenied("Hanya admin sistem yang mengatur perangkat daerah.")


@transaction.atomic
def save_unit(
    *, unit: Organization | None, by: User | None, from_year: int | None = None, **fields: Any
) -> Organization:
    """A new unit (None), or a changed one; each changed field goes into the history.

    Closed years go on showing what was valid in them; the change counts `from_year` on.
    """
    require_manager(by)
    is_new = unit is None
    row = (
        Organization() if unit is None else Organization.objects.select_for_update().get(pk=unit.pk)
    )
    changes = {} if is_new else activity.changes_of(row, fields)
    if changes and (start := keepers.keep(row, fields, from_year)) is not None:
        changes["from_year"] = activity.changed("Berlaku mulai tahun", None, start)
    for name, value in fields.items():
        setattr(row, name, value)
    _refuse_cycle(row)
    row.full_clean()
    if is_new:
        keepers.begin(row)
    row.save()
    if is_new:
        arrivals.announce(row)
    elif changes:
        arrivals.tell_change(row)
    if is_new or changes:
        activity.record(
            obj=row,
            verb="organizations.unit",
            summary=f"{row} {'ditambahkan' if is_new else 'diubah'}",
            by=by,
            organization=row,
            changes=changes,
        )
    return row


def _refuse_cycle(row: Organization) -> None:
    above = row.parent
    while above is not None:
        if row.pk is not None and above.pk == row.pk:
            raise ValidationError({"parent": "Induk tidak boleh unit ini sendiri atau bawahannya."})
        above = above.parent


@transaction.atomic
def succeed_unit(
    *,
    predecessor: Organization,
    successors: list[Organization],
    kind: str,
    effective_on: date,
    note: str,
    by: User,
) -> None:
    """The function passes to other units; the old one ends the day before. History follows."""
    require_manager(by)
    pass_on(
        predecessor=predecessor,
        successors=successors,
        kind=kind,
        effective_on=effective_on,
        note=note,
        by=by,
    )


@transaction.atomic
def pass_on(
    *,
    predecessor: Organization,
    successors: list[Organization],
    kind: str,
    effective_on: date,
    note: str,
    by: User,
) -> None:
    """The same as part of an act that has its own right, as the merger of plans."""
    old = Organization.objects.select_for_update().get(pk=predecessor.pk)
    if effective_on <= old.valid_from:
        raise ValidationError("Tanggal berlaku harus sesudah unit lama mulai berlaku.")
    if any(unit.pk == old.pk for unit in successors):
        raise ValidationError("Penerus harus unit lain.")
    for unit in successors:
        Succession.objects.update_or_create(
            predecessor=old,
            successor=unit,
            defaults={"kind": kind, "effective_on": effective_on, "note": note},
        )
    last = effective_on - timedelta(days=1)
    try:
        keepers.keep(old, {"valid_to": last})
    except ValidationError as error:
        raise ValidationError({"effective_on": error.messages}) from error
    before, old.valid_to = old.valid_to, last
    old.save(update_fields=["valid_to"])
    arrivals.tell_change(old)
    names = ", ".join(unit.name for unit in successors)
    activity.record(
        obj=old,
        verb="organizations.succession",
        summary=f"{SuccessionKind(kind).label}: {old} diteruskan {names}",
        by=by,
        organization=old,
        changes={"valid_to": activity.changed("Berlaku sampai", before, old.valid_to)},
        reason=note,
    )

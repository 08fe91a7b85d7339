"""Keeping the yearly lists of the LKPJ: every change with its history and its data stamp."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.models.lkpj import YearRecord
from performance.stamps import bump_stamp


def _allow(by: User, organization_id: int | None) -> None:
    allow(permissions.can_edit_record(by, organization_id))


@transaction.atomic
def save_record(*, record: YearRecord, values: dict[str, Any], by: User) -> YearRecord:
    """Create or change one line. Raises ValidationError with a sentence for what is missing."""
    is_new = record.pk is None
    if not is_new:
        record = type(record).objects.select_for_update().get(pk=record.pk)  # type: ignore[attr-defined]
        _allow(by, record.organization_id)
    unit = values["organization"]
    _allow(by, unit.pk if unit else None)
    changes = activity.changes_of(record, values)
    places = set() if is_new else {(record.organization_id, record.year)}
    for name, value in values.items():
        setattr(record, name, value)
    record.updated_by, record.updated_at = by, timezone.now()
    record.validate_constraints()
    record.save()
    places.add((record.organization_id, record.year))
    for organization_id, year in places:
        bump_stamp(organization_id, year)
    activity.record(
        obj=record,
        verb="performance.record",
        summary=f"{record._meta.verbose_name} {'ditambah' if is_new else 'diubah'}: {record}",
        by=by,
        organization=record.organization,
        changes=changes,
    )
    return record


@transaction.atomic
def delete_record(*, record: YearRecord, by: User) -> None:
    _allow(by, record.organization_id)
    activity.record(
        obj=record,
        verb="performance.record-delete",
        summary=f"{record._meta.verbose_name} dihapus: {record}",
        by=by,
        organization=record.organization,
    )
    bump_stamp(record.organization_id, record.year)
    record.delete()

"""Settings of the complaint desk: one action saves a row of any of them, with its history line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError

from complaints import formulas, permissions
from complaints.clock.actions.due import recount_open
from complaints.models import AnswerTemplate, Term
from complaints.staff.queries.templates import PLACES
from organizations import activity
from organizations.access import allow
from organizations.models import User

RECOUNTED = "Tenggat diubah di pengaturan"
KNOWN = ", ".join(f"{{{name}}}" for name in PLACES)


@transaction.atomic
def save_setting(
    *, row: models.Model, values: Mapping[str, Any], by: User
) -> tuple[models.Model, int]:
    """Save a new or changed row; returns it and how many due dates moved because of it.

    Raises ValidationError for a template with a place that nothing fills.
    """
    allow(permissions.can_manage(by))
    is_new = row.pk is None
    held: Any = row if is_new else type(row)._default_manager.select_for_update().get(pk=row.pk)
    changes = activity.changes_of(held, values)
    for name, value in values.items():
        setattr(held, name, value)
    _check(held)
    held.full_clean()
    held.save()
    if changes:
        _record(held, "create" if is_new else "change", by, changes)
    moved = recount_open(by=by, why=RECOUNTED) if isinstance(held, Term) and changes else 0
    return held, moved


@transaction.atomic
def delete_setting(*, row: models.Model, by: User) -> None:
    """Take a row away that nothing refers to. Raises ValidationError where something does."""
    allow(permissions.can_manage(by))
    _record(row, "delete", by, {})
    try:
        row.delete()
    except ProtectedError as error:
        said = "Masih dipakai laporan atau aturan lain, jadi tidak dapat dihapus. Nonaktifkan saja."
        raise ValidationError(said) from error
    if isinstance(row, Term):
        recount_open(by=by, why=RECOUNTED)


def _check(row: models.Model) -> None:
    if not isinstance(row, AnswerTemplate):
        return
    wrong = formulas.unknown_places(row.text, PLACES)
    if wrong:
        said = f"Tempat isian {', '.join(wrong)} tidak dikenal. Yang dapat dipakai: {KNOWN}."
        raise ValidationError({"text": said})


def _record(row: models.Model, name: str, by: User, changes: Any) -> None:
    words = {"create": "ditambahkan", "change": "diubah", "delete": "dihapus"}
    label = str(row._meta.verbose_name)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, name),
        summary=f"{label[:1].upper()}{label[1:]} {words[name]}: {row}",
        by=by,
        changes=changes,
    )

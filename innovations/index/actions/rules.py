"""The rows of a year's rules: taken over from another year, and corrected one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.index.actions.rounds import RULES_STAND
from innovations.models import IndexRound, IndexRow, IndexSet
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import require_unchanged
from organizations.models import User

COPIED = (
    "number", "position", "part", "name", "weight", "is_mandatory", "first", "second", "third",
    "edges", "bases", "most_megabytes", "effort", "takes_link",
)  # fmt: skip
COUNTING = ("weight", "is_mandatory", "edges", "bases")
HAS_ROWS = "Skema ini sudah memiliki baris indikator. Ubah barisnya satu per satu."
NO_ROWS = "Skema {year} belum memiliki baris indikator, jadi belum dapat disalin."
COUNTED = (
    "Pelaporan dengan skema ini sudah dibuka. Uraian masih dapat diperbaiki; bobot, wajib tidaknya, "
    "batas, dan dasar pengukuran tidak."
)


def _held(index_set: IndexSet, by: User) -> IndexSet:
    """The set, locked, as long as nothing was closed by it."""
    allow(permissions.can_manage(by))
    held = IndexSet.objects.select_for_update().get(pk=index_set.pk)
    if IndexRound.objects.filter(set=held).exclude(snapshot=None).exists():
        raise ValidationError(RULES_STAND)
    return held


@transaction.atomic
def copy_rows(*, index_set: IndexSet, source: IndexSet, by: User) -> IndexSet:
    """Begin with the rows of another year; what differs is then corrected row by row."""
    held = _held(index_set, by)
    if held.rows.exists():
        raise ValidationError(HAS_ROWS)
    rows = list(source.rows.all())
    if not rows:
        raise ValidationError(NO_ROWS.format(year=source.year))
    IndexRow.objects.bulk_create(
        IndexRow(set=held, **{name: getattr(row, name) for name in COPIED}) for row in rows
    )
    return _told(held, "rows", f"Baris indikator disalin dari skema {source.year}", by)


@transaction.atomic
def change_row(*, row: IndexRow, values: Mapping[str, Any], mark: str, by: User) -> IndexRow:
    """Another wording or weight of an indicator; once a round is open only the wording."""
    held_set = _held(row.set, by)
    held = IndexRow.objects.select_for_update().get(pk=row.pk)
    changes = activity.changes_of(held, values)
    require_unchanged(held, values, mark, changes)
    if not changes:
        return held
    if set(changes) & set(COUNTING) and IndexRound.objects.filter(set=held_set).exists():
        raise ValidationError(COUNTED)
    for name, value in values.items():
        setattr(held, name, value)
    held.full_clean()
    held.save()
    _told(held_set, "row", f"Indikator {held} diubah", by, changes=changes)
    return held


def _told(held: IndexSet, verb: str, words: str, by: User, **more: Any) -> IndexSet:
    held.version += 1
    held.save(update_fields=["version"])
    activity.record(
        obj=held, verb=activity.verb_of(held, verb), summary=f"{words}: {held}", by=by, **more
    )
    return held

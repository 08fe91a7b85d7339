"""An entry is begun and its draft changed; what the head has seen changes by a revision only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from innovations import permissions
from innovations.choices import Origin
from innovations.models import Innovation
from innovations.registry.actions.writing import write
from innovations.registry.queries.values import differences, values_of
from organizations import activity, moment
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization, User

CHANGED = (
    "Orang lain menyimpan perubahan inovasi ini sesudah Anda membukanya: {fields}. Isian Anda di "
    "bawah belum tersimpan. Cocokkan, lalu simpan lagi untuk menimpa."
)


def mark_of(innovation: Innovation) -> str:
    """What a form holds to know whether somebody saved after it was opened."""
    return innovation.changed_at.isoformat()


@transaction.atomic
def begin_entry(
    *, organization: Organization | None, values: Mapping[str, Any], by: User
) -> Innovation:
    """A new draft of a unit; without a unit a reference from elsewhere."""
    allow(permissions.can_add(by, organization.pk if organization else None))
    origin = Origin.REFERENCE if organization is None else values.get("origin") or Origin.OWN
    entry = Innovation(organization=organization, created_by=by, created_at=moment.now())
    write(entry, {**values, "origin": origin})
    _tell(entry, "create", "Inovasi didaftarkan", by)
    return entry


@transaction.atomic
def change_entry(
    *, innovation: Innovation, values: Mapping[str, Any], seen: str, by: User
) -> Innovation:
    """The words of a draft or of a reference; `seen` is `mark_of` when the form was opened."""
    held = Innovation.objects.select_for_update(of=("self",)).get(pk=innovation.pk)
    allow(permissions.can_write(by, held))
    before = values_of(held)
    if seen != mark_of(held):
        stored = differences(before, values)
        names = ", ".join(change["label"] for change in stored.values())
        raise ChangedMeanwhile(CHANGED.format(fields=names or "isinya sama"), seen=mark_of(held))
    changes = differences(before, values)
    if not changes:
        return held
    write(held, values)
    _tell(held, "change", "Inovasi diubah", by, changes=changes)
    return held


def _tell(entry: Innovation, verb: str, words: str, by: User, **more: Any) -> None:
    activity.record(
        obj=entry,
        verb=activity.verb_of(entry, verb),
        summary=f"{words}: {entry}",
        by=by,
        organization=entry.organization,
        **more,
    )

"""Areas of the city from a file: added or changed, never taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions
from complaints.models import Area
from complaints.staff.readers.areas import AreaRow, Outline, read_areas
from organizations import activity
from organizations.access import allow
from organizations.models import User
from organizations.spreadsheets.table import ImportProblem


@dataclass(frozen=True)
class Brought:
    """What a file changed; `unknown` are shapes of areas that are not in the list."""

    added: int
    changed: int
    unknown: list[str]


@transaction.atomic
def import_areas(*, name: str, content: bytes, by: User) -> Brought:
    """Bring in the whole file or nothing. Raises ValidationError keyed "file"."""
    allow(permissions.can_manage(by))
    try:
        rows = read_areas(name, content)
    except ImportProblem as error:
        raise ValidationError({"file": error.messages}) from error
    brought = _bring(rows)
    if brought.added or brought.changed:
        activity.record(
            obj=Area.objects.first() or Area(),
            verb="complaints.area.import",
            summary=f"Wilayah dibawa masuk: {brought.added} baru, {brought.changed} berubah",
            by=by,
        )
    return brought


def _bring(rows: Sequence[AreaRow] | Sequence[Outline]) -> Brought:
    added = changed = 0
    unknown: list[str] = []
    for row in rows:
        if isinstance(row, Outline):
            found = _find(row)
            if found is None:
                unknown.append(row.name or row.code)
            elif found.outline != row.shape:
                found.outline = row.shape
                found.save(update_fields=["outline"])
                changed += 1
            continue
        above, is_new = Area.objects.get_or_create(
            code=row.above_code, defaults={"name": row.above}
        )
        added += is_new
        values = {"name": row.name, "parent": above}
        area, is_new = Area.objects.get_or_create(code=row.code, defaults=values)
        added += is_new
        if not is_new and (area.name, area.parent_id) != (row.name, above.pk):
            Area.objects.filter(pk=area.pk).update(**values)
            changed += 1
    return Brought(added, changed, unknown)


def _find(row: Outline) -> Area | None:
    """By code; by name where the shape has no code and the name is the only one."""
    if row.code:
        return Area.objects.filter(code=row.code).first()
    found = list(Area.objects.filter(name__iexact=row.name)[:2])
    return found[0] if len(found) == 1 else None

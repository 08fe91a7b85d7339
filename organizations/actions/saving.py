"""One way to save a row of settings: locked, judged whole, told in the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.text import slugify

from organizations import activity
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_date
from organizations.models import Organization, User

MEANWHILE = (
    "Baru saja diubah orang lain. Yang tersimpan sekarang: {theirs}. Isian Anda masih ada di bawah; "
    "simpan lagi bila tetap dipakai."
)
Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def save_row(
    *,
    row: Row,
    values: Mapping[str, Any],
    by: User | None,
    organization: Organization | None,
    hidden: tuple[str, ...] = (),
    mark: str = "",
) -> Row:
    """Save a new or changed row and tell it; of what is `hidden` only that a file is another one.

    `mark` is what the form was opened on (`mark_of` the same fields). Raises ChangedMeanwhile
    where somebody else has saved something else since.
    """
    is_new = row.pk is None
    held: Any = row if is_new else type(row)._default_manager.select_for_update().get(pk=row.pk)
    changes = activity.changes_of(held, {n: v for n, v in values.items() if n not in hidden})
    if mark and not is_new:
        require_unchanged(held, values, mark, changes)
    replaced = (
        {} if is_new else _replaced(held, {name: values[name] for name in hidden if name in values})
    )
    for name, value in values.items():
        setattr(held, name, value)
    # What later acts fill in (NULL, but never left blank in a form) is not asked for here.
    unknown = [
        f.name
        for f in held._meta.fields
        if f.null and not f.blank and getattr(held, f.attname) is None
    ]
    held.full_clean(exclude=unknown)
    held.save()
    changes |= replaced
    if is_new or changes:
        noun = str(held._meta.verbose_name)
        activity.record(
            obj=held,
            verb=activity.verb_of(held, "create" if is_new else "change"),
            summary=f"{noun[:1].upper()}{noun[1:]} {'dibuat' if is_new else 'diubah'}: {held}",
            by=by,
            organization=organization,
            changes={} if is_new else changes,
        )
    return held


def _replaced(row: models.Model, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Files that become others: where they lie is nobody's matter, that they changed is."""
    fields = row._meta
    return {
        name: {
            **change,
            "before": "yang lama" if getattr(row, name) else None,
            "after": "yang baru",
        }
        for name, change in activity.changes_of(row, values).items()
        if isinstance(fields.get_field(name), models.FileField)
    }


def mark_of(row: models.Model, names: Iterable[str]) -> str:
    """What a form was opened on: another one when somebody saves one of these fields."""
    fields: Any = {name: row._meta.get_field(name) for name in sorted(names)}
    told = (f"{name}={_held(field, row)}" for name, field in fields.items())
    return sha256("\n".join(told).encode()).hexdigest()[:16]


def _held(field: Any, row: models.Model) -> Any:
    """The value of a field, of a list of other rows their numbers."""
    value = field.value_from_object(row)
    return sorted(one.pk for one in value) if field.many_to_many else value


def require_unchanged(
    held: models.Model,
    values: Mapping[str, Any],
    mark: str,
    changes: Mapping[str, Mapping[str, Any]],
) -> None:
    """ChangedMeanwhile says what stands there now, where that is not what is to be saved."""
    now = mark_of(held, values)
    if mark == now or not changes:
        return
    theirs = "; ".join(f"{one['label']}: “{_shown(one['before'])}”" for one in changes.values())
    raise ChangedMeanwhile(MEANWHILE.format(theirs=theirs), mark=now)


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return format_date(value)
    return "kosong" if value in (None, "") else str(value)


def free_slug(rows: models.QuerySet[Any], name: str, field: str = "code", longest: int = 50) -> str:
    """A code of a name that no row has yet."""
    stem = slugify(name)[:longest].strip("-") or "kode"
    taken = set(rows.filter(**{f"{field}__startswith": stem}).values_list(field, flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbers) if code not in taken)

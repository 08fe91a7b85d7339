"""One way to save a row of the survey's settings: locked, judged whole, told in the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.text import slugify

from organizations import activity
from organizations.models import Organization, User

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def save_row(
    *,
    row: Row,
    values: Mapping[str, Any],
    by: User | None,
    organization: Organization | None,
    hidden: tuple[str, ...] = (),
) -> Row:
    """Save a new or changed row and tell it; what is `hidden` is told without its value."""
    is_new = row.pk is None
    held: Any = row if is_new else type(row)._default_manager.select_for_update().get(pk=row.pk)
    changes = activity.changes_of(held, {n: v for n, v in values.items() if n not in hidden})
    for name, value in values.items():
        setattr(held, name, value)
    # What may be unknown need not be filled in here: columns of later acts are NULL until then.
    unknown = [f.name for f in held._meta.fields if f.null and getattr(held, f.attname) is None]
    held.full_clean(exclude=unknown)
    held.save()
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


def free_slug(rows: models.QuerySet[Any], name: str, field: str = "code", longest: int = 50) -> str:
    """A code of a name that no row has yet."""
    stem = slugify(name)[:longest].strip("-") or "kode"
    taken = set(rows.filter(**{f"{field}__startswith": stem}).values_list(field, flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbers) if code not in taken)

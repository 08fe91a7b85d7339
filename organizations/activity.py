"""Append to the business history. Nothing here changes or deletes a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from organizations.access import label_of
from organizations.formatting import labels_of
from organizations.models import Activity, Assignment, Organization, User


def record(
    *,
    obj: models.Model,
    verb: str,
    summary: str,
    by: User | None,
    organization: Organization | None = None,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    reason: str = "",
    request_id: str = "",
) -> Activity:
    """Append one line: who did what to which object, before → after, and why.

    `changes` maps a field to {"label", "before", "after"}; values are stored as text so
    that a line reads the same for ever. Call it last in the transaction.
    """
    return Activity.objects.create(
        actor=by,
        actor_label=actor_label(by),
        verb=verb,
        summary=summary[:300],
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        organization=organization,
        changes={key: _as_text(change) for key, change in (changes or {}).items()},
        reason=reason,
        request_id=request_id,
    )


@dataclass(frozen=True)
class Line:
    """One line of many written at once; the fields are those of `record`."""

    object_type: str
    object_id: int
    verb: str
    summary: str
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reason: str = ""
    organization_id: int | None = None  # where the lines are of several units


def record_many(
    lines: Iterable[Line], *, by: User | None, organization: Organization | None = None
) -> None:
    """Append many lines of one person in a single statement; of one unit, or each of its own."""
    label = actor_label(by)
    unit = organization.pk if organization else None
    Activity.objects.bulk_create(
        Activity(
            actor=by,
            actor_label=label,
            verb=line.verb,
            summary=line.summary[:300],
            object_type=line.object_type,
            object_id=line.object_id,
            organization_id=line.organization_id or unit,
            changes={key: _as_text(change) for key, change in line.changes.items()},
            reason=line.reason,
        )
        for line in lines
    )


def changed(label: str, before: Any, after: Any) -> dict[str, Any]:
    return {"label": label, "before": before, "after": after}


def changes_of(row: models.Model, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What `values` would change on a row, by field, for `record`.

    Labels are the model's own, with a capital letter; choices and a yes or no are told by their
    words, several with commas, everything else as it is.
    """
    labels = labels_of(row, values)
    return {
        name: changed(
            labels[name], _told(row, name, getattr(row, name, None)), _told(row, name, new)
        )
        for name, new in values.items()
        if getattr(row, name, None) != new
    }


def _told(row: models.Model, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    column = row._meta.get_field(name)
    if isinstance(value, list) and isinstance(column, ArrayField):
        return ", ".join(str(_worded(column.base_field, one)) for one in value)
    return _worded(column, value)


def _worded(column: Any, value: Any) -> Any:
    choices = dict(getattr(column, "flatchoices", ()))
    return str(choices[value]) if choices and value in choices else value


def actor_label(user: User | None) -> str:
    """Name and position as they are now; "Sistem" when no person acted."""
    if user is None:
        return "Sistem"
    cached = getattr(user, "_selaras_label", None)
    if cached is None:
        held = Assignment.objects.valid(timezone.localdate()).filter(user=user)
        cached = user._selaras_label = label_of(user, list(held[:1]))
    return cached


def verb_of(obj: models.Model | type[models.Model], name: str) -> str:
    """What a move of this model is called in the history: "performance.submission.submit"."""
    return f"{obj._meta.label_lower}.{name}"


def moved(obj: models.Model | type[models.Model], names: Iterable[str]) -> models.Q:
    """The lines of these moves of a model, for a history of its objects.

    Lines of before December 2026 say "performance.submit" whatever moved; they cannot be
    changed, since the history is append-only and sealed (decision 25).
    """
    app = obj._meta.app_label
    return models.Q(
        verb__in=[found for name in names for found in (verb_of(obj, name), f"{app}.{name}")]
    )


def history_of(obj: models.Model) -> models.QuerySet[Activity]:
    """The lines of one object, newest first."""
    return Activity.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)


def confined() -> list[str]:
    """Models whose lines stand on their own pages only: `has_confined_history` on the class."""
    found = (m for m in apps.get_models() if getattr(m, "has_confined_history", False))
    return [model._meta.label_lower for model in found]


def shared() -> models.QuerySet[Activity]:
    """The lines of every list that is not about one object."""
    return Activity.objects.exclude(object_type__in=confined())


def _as_text(change: Mapping[str, Any]) -> dict[str, str]:
    return {key: _plain(value) for key, value in change.items()}


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)

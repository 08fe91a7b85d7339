"""An entry as one flat set of plain values, for drafts, revisions and the history alike.

Days are written like 2026-06-17, numbers as text, other entries by their keys: the same form in
a form, in a stored revision and in the database's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from innovations.choices import Affair, Goal
from innovations.models import Application, Innovation
from organizations.activity import changed
from organizations.formatting import format_date, format_rupiah, labels_of

ENTRY = (
    "origin", "original", "source", "name", "expansion", "summary", "category", "form",
    "technology", "initiator", "initiator_position", "stage", "trial_on", "implemented_on",
    "affairs", "goals", "theme", "problem", "idea", "purpose", "benefit", "outcome", "how_to_copy",
    "beneficiaries", "place", "budget", "contact", "intake", "video_url", "website",
)  # fmt: skip
APPLICATION = {
    "app_address": "address",
    "app_platform": "platform",
    "app_users": "users",
    "app_cost": "cost",
    "app_data": "data_held",
}
IS_APPLICATION, OVERLAPS = "is_application", "overlaps"
NAMES = (*ENTRY, IS_APPLICATION, *APPLICATION, OVERLAPS)
DAYS, RUPIAH = ("trial_on", "implemented_on"), ("budget", "app_cost")
ENTRIES = ("original", OVERLAPS)


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Innovation):
        return value.pk
    return list(value) if isinstance(value, (list, tuple)) else value


def values_of(innovation: Innovation) -> dict[str, Any]:
    """Everything that is stored of an entry; two or three statements."""
    found = {name: plain(getattr(innovation, name)) for name in ENTRY if name != "original"}
    app = application_of(innovation)
    return {
        **found,
        "original": innovation.original_id,
        IS_APPLICATION: app is not None,
        **{name: plain(getattr(app, field, None)) for name, field in APPLICATION.items()},
        OVERLAPS: sorted(app.overlaps.values_list("pk", flat=True)) if app else [],
    }


def application_of(innovation: Innovation) -> Application | None:
    if innovation.pk is None:
        return None
    return Application.objects.filter(innovation=innovation.pk).first()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What differs, by field, as people read it; empty and missing are the same."""
    differing = [name for name in after if _held(before.get(name)) != _held(after[name])]
    labels, names = _labels(differing), _names_of(before, after)
    return {
        name: changed(
            labels[name], told(name, before.get(name), names), told(name, after[name], names)
        )
        for name in NAMES
        if name in differing
    }


def _held(value: Any) -> Any:
    """None for what is empty; a nought is a figure."""
    return None if value is False or is_empty(value) else value


def is_empty(value: Any) -> bool:
    return value in (None, "", [])


def told(name: str, value: Any, names: Mapping[int, str]) -> str:
    """One value in words."""
    if name == IS_APPLICATION:
        return "ya" if value else "tidak"
    if is_empty(value):
        return ""
    if name == "affairs":
        return ", ".join(str(Affair(code).label) for code in value)
    if name == "goals":
        return ", ".join(f"{number}. {Goal(number).label}" for number in value)
    if name in ENTRIES:
        return ", ".join(names.get(pk, "?") for pk in _keys(value))
    if name in DAYS:
        return format_date(date.fromisoformat(value))
    if name in RUPIAH:
        return format_rupiah(Decimal(value))
    choices = (
        dict(getattr(Innovation._meta.get_field(name), "flatchoices", ())) if name in ENTRY else {}
    )
    return str(choices.get(value, value))


def _labels(names: Iterable[str]) -> dict[str, str]:
    own = labels_of(Innovation, [name for name in names if name in ENTRY])
    app = {name: labels_of(Application, [field])[field] for name, field in APPLICATION.items()}
    overlaps = labels_of(Application, [OVERLAPS])[OVERLAPS]
    return {**own, **app, IS_APPLICATION: "Berupa aplikasi", OVERLAPS: overlaps}


def _keys(value: Any) -> list[int]:
    return list(value) if isinstance(value, list) else [value]


def _names_of(*sets: Mapping[str, Any]) -> dict[int, str]:
    keys = {pk for one in sets for name in ENTRIES for pk in _keys(one.get(name)) if pk}
    if not keys:
        return {}
    return dict(Innovation.objects.filter(pk__in=keys).values_list("pk", "name"))


def addresses_of(values: Mapping[str, Any]) -> dict[int, str]:
    """The addresses of the entries these values name, as a form names them."""
    keys = {pk for name in ENTRIES for pk in _keys(values[name]) if pk}
    if not keys:
        return {}
    return dict(Innovation.objects.filter(pk__in=keys).values_list("pk", "slug"))

"""Writing the words of an entry: judged whole, the address follows the name, told in the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from innovations import words
from innovations.choices import InnovationState, LaunchState
from innovations.models import Application, Innovation
from innovations.registry.actions.addresses import give_address
from innovations.registry.queries.values import (
    APPLICATION,
    ENTRY,
    IS_APPLICATION,
    OVERLAPS,
    application_of,
    is_empty,
)
from organizations.formatting import format_date

FARTHEST_ORIGIN = 50
CIRCLE = "Inovasi itu sendiri mereplikasi inovasi ini, jadi tidak dapat menjadi aslinya"
TOO_LATE = "{what} tidak boleh sesudah peluncurannya, {day}"
TO_COME = "{what} tidak boleh sesudah hari ini"
TRIAL_LATER = "Uji coba tidak boleh sesudah mulai diterapkan"
ITSELF = "Pilih inovasi lain, bukan inovasi ini sendiri"


def write(innovation: Innovation, values: Mapping[str, Any]) -> Innovation:
    """Put plain values (`queries.values`) into an entry that is locked, or new.

    Raises ValidationError with the fields of the form as keys.
    """
    for name in ENTRY:
        if name in values and name != "original":
            field: Any = Innovation._meta.get_field(name)
            setattr(innovation, name, field.to_python(values[name]))
    if "original" in values:
        innovation.original_id = values["original"]
    _check_days(innovation)
    _check_original(innovation)
    give_address(innovation)
    innovation.changed_at = timezone.now()
    later = [
        f.name for f in innovation._meta.fields if f.null and not getattr(innovation, f.attname)
    ]
    innovation.full_clean(exclude=later)
    innovation.save()
    _write_application(innovation, values)
    if innovation.state == InnovationState.PUBLISHED:
        words.index(innovation)
    return innovation


def _write_application(innovation: Innovation, values: Mapping[str, Any]) -> None:
    app = application_of(innovation)
    if not values.get(IS_APPLICATION, app is not None):
        if app is not None:
            app.delete()
        return
    app = app or Application(innovation=innovation)
    for name, field in APPLICATION.items():
        if name in values:
            column: Any = Application._meta.get_field(field)
            empty = None if column.null else ""
            setattr(app, field, empty if is_empty(values[name]) else column.to_python(values[name]))
    app.save()
    if OVERLAPS in values:
        if innovation.pk in values[OVERLAPS]:
            raise ValidationError({OVERLAPS: ITSELF})
        app.overlaps.set(values[OVERLAPS])


def _check_days(innovation: Innovation) -> None:
    """Trial, then use, then the launch; none of the first two is still to come."""
    trial, start = innovation.trial_on, innovation.implemented_on
    if trial and start and trial > start:
        raise ValidationError({"trial_on": TRIAL_LATER})
    today = timezone.localdate()
    for name, what, day in _days(innovation):
        if day and day > today:
            raise ValidationError({name: TO_COME.format(what=what)})
    launch = _first_launch(innovation)
    began = next((found for found in _days(innovation) if found[2]), None)
    if launch and began and began[2] and began[2] > launch:
        name, what, _ = began
        raise ValidationError({name: TOO_LATE.format(what=what, day=format_date(launch))})


def _days(innovation: Innovation) -> list[tuple[str, str, date | None]]:
    return [
        ("trial_on", "Mulai uji coba", innovation.trial_on),
        ("implemented_on", "Mulai diterapkan", innovation.implemented_on),
    ]


def _first_launch(innovation: Innovation) -> date | None:
    if innovation.pk is None:
        return None
    held = innovation.launches.exclude(state=LaunchState.CANCELLED)
    return held.order_by("held_on").values_list("held_on", flat=True).first()


def _check_original(innovation: Innovation) -> None:
    """What is copied does not copy this one, over however many steps."""
    step = innovation.original_id
    if innovation.pk is not None and step == innovation.pk:
        raise ValidationError({"original": ITSELF})
    for _ in range(FARTHEST_ORIGIN):
        if step is None or innovation.pk is None:
            return
        step = Innovation.objects.values_list("original", flat=True).get(pk=step)
        if step == innovation.pk:
            raise ValidationError({"original": CIRCLE})

"""Every field of a day or moment, of every form there is, refuses the edges of the calendar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.forms import BaseForm
from django.urls import get_resolver

from organizations.forms.dates import DayField

DAYS = (DayField, forms.DateField, forms.DateTimeField)


def _every(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for one in form.__subclasses__():
        yield one
        yield from _every(one)


def _fields() -> dict[str, forms.Field]:
    get_resolver().url_patterns  # noqa: B018 - imports every view, and with it every form
    return {
        f"{form.__module__}.{form.__qualname__}.{name}": field
        for form in _every(BaseForm)
        if not form.__module__.startswith(("django.", "tests."))
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if isinstance(field, DAYS)
    }


def test_days_at_the_edges_of_the_calendar_are_refused_everywhere() -> None:
    found = _fields()
    taken = []
    for name, field in found.items():
        for day in ("9999-12-31", "0001-01-01", "2101-01-01"):
            at = f"{day}T00:00" if isinstance(field, forms.DateTimeField) else day
            try:
                field.clean(at)
            except ValidationError:
                continue
            taken.append(f"{name}: {at}")

    assert len(found) > 20
    assert not taken


@pytest.mark.parametrize("day", ["2026-11-27", "1945-08-17", "2100-12-31"])
def test_other_days_are_taken(day: str) -> None:
    assert DayField().clean(day).isoformat() == day

"""The choice of a unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from organizations.models import Organization

SAID = {
    "required": "Pilih perangkat daerah",
    "invalid_choice": "Pilih perangkat daerah dari daftar",
}


class UnitField(forms.ModelChoiceField):
    """A unit from those the form offers (`offer` once the person is known)."""

    def __init__(self, queryset: QuerySet[Organization] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Perangkat daerah")
        kwargs.setdefault("empty_label", SAID["required"])
        kwargs["error_messages"] = {**SAID, **kwargs.get("error_messages", {})}
        rows = Organization.objects.none() if queryset is None else queryset
        super().__init__(rows, **kwargs)

    def offer(self, units: QuerySet[Organization], *, choose_only: bool = False) -> None:
        """The units to choose from; with `choose_only` one that is alone is chosen already."""
        self.queryset = units
        first = list(units[:2]) if choose_only else []
        if len(first) == 1:
            self.initial = self.prepare_value(first[0])

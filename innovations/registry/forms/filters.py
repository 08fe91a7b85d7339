"""What the list of the registry is filtered by."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices import Category, InnovationState, Origin
from organizations.forms.units import UnitField
from organizations.forms.words import choice

ALL = [("", "Semua")]


class EntryFilterForm(forms.Form):
    kata = forms.CharField(
        label="Cari nama", required=False, max_length=80,
        error_messages={"max_length": "Kata pencarian paling panjang 80 huruf"},
    )  # fmt: skip
    opd = UnitField(label="Perangkat daerah", required=False, empty_label="Semua")
    status = choice("Status", [*ALL, *InnovationState.choices], required=False)
    kategori = choice("Kategori", [*ALL, *Category.choices], required=False)
    asal = choice("Asal", [*ALL, *Origin.choices], required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opd: Any = self.fields["opd"]
        opd.queryset = units
        for field in self.fields.values():
            is_list = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)

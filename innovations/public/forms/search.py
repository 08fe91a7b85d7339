"""What the catalogue is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from complaints.words import words_of
from innovations.public.queries.facets import KINDS, UNIT, YEAR
from organizations.forms.dates import EARLIEST, LATEST
from organizations.forms.units import UnitField
from organizations.models import Organization

NO_YEAR = "Tahun penerapan ini tidak ada. Pilih dari daftar."


class CatalogueForm(forms.Form):
    """A search, and a value of each facet; facets are links, so their fields are hidden."""

    kata = forms.CharField(
        label="Cari inovasi", required=False, max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
        error_messages={"max_length": "Kata pencarian paling panjang 120 huruf"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[kind.name] = _field(kind.name, kind.title, kind.labels)

    def clean_kata(self) -> str:
        typed: str = self.cleaned_data["kata"]
        if typed and not words_of(typed):
            raise ValidationError("Tulis kata dengan huruf atau angka, misalnya “antrean”")
        return typed

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)

    def chosen(self) -> dict[str, str]:
        """The value of each facet that has one; none where something was asked wrongly."""
        if not self.is_bound or not self.is_valid():
            return {}
        found = {kind.name: self.cleaned_data[kind.name] for kind in KINDS}
        unit = found.pop(UNIT)
        chosen = {name: str(value) for name, value in found.items() if value}
        return {**chosen, UNIT: unit.code} if unit else chosen


def _field(name: str, title: str, labels: Mapping[str, str]) -> forms.Field:
    hidden = forms.HiddenInput()
    if name == UNIT:
        return UnitField(
            Organization.objects.all(), to_field_name="code", required=False, widget=hidden
        )
    if name == YEAR:
        return forms.IntegerField(
            label=title, required=False, widget=hidden, min_value=EARLIEST, max_value=LATEST,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR),
        )  # fmt: skip
    return forms.ChoiceField(
        label=title, required=False, widget=hidden, choices=list(labels.items()),
        error_messages={"invalid_choice": f"{title} ini tidak ada. Pilih dari daftar."},
    )  # fmt: skip

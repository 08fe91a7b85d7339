"""What is chosen before the printed catalogue is made."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices import Category
from organizations.access import access_of
from organizations.forms.units import UnitField
from organizations.models import Organization


class CatalogueDocumentForm(forms.Form):
    """A unit, or the whole city for those who serve all of it; perhaps one category."""

    opd = UnitField(to_field_name="code")
    kategori = forms.ChoiceField(
        label="Kategori", required=False, choices=[("", "Semua"), *Category.choices],
        error_messages={"invalid_choice": "Pilih kategori dari daftar"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = access_of(user)
        units = Organization.objects.reporting().filter(access.organizations("reports.request"))
        choice: Any = self.fields["opd"]
        choice.offer(units.order_by("name"), choose_only=True)
        if access.allows("reports.request", None):
            choice.required = False
            choice.empty_label = "Seluruh kota"

    def params(self) -> dict[str, Any]:
        unit = self.cleaned_data["opd"]
        return {
            "organization": unit.pk if unit else None,
            "category": self.cleaned_data["kategori"],
        }

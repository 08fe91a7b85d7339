"""The filters above the inbox."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.choices import Channel, ComplaintClass
from complaints.models import Area, Category
from organizations.models import Organization


class InboxFilterForm(forms.Form):
    kata = forms.CharField(label="Kata atau nomor", required=False, max_length=80)
    kategori = forms.ModelChoiceField(
        label="Kategori", required=False, queryset=Category.objects.none(), empty_label="Semua"
    )
    wilayah = forms.ModelChoiceField(
        label="Wilayah", required=False, queryset=Area.objects.none(), empty_label="Semua"
    )
    unit = forms.ModelChoiceField(
        label="Perangkat daerah", required=False, queryset=Organization.objects.none(),
        empty_label="Semua",
    )  # fmt: skip
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), *ComplaintClass.choices]
    )
    saluran = forms.ChoiceField(
        label="Saluran", required=False, choices=[("", "Semua"), *Channel.choices]
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queries: dict[str, Any] = {
            "kategori": Category.objects.filter(is_active=True),
            "wilayah": Area.objects.filter(is_active=True),
            "unit": units,
        }
        for name, rows in queries.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "kata" else "form-select"

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

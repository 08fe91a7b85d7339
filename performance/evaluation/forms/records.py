"""One form for every kind of line in the LKPJ's yearly lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from organizations.access import access_of
from organizations.forms.dates import DayField
from organizations.models import Organization
from performance.evaluation.queries.records import Kind
from performance.plan.forms.fields import RupiahField, YearField

HIDDEN = ("id", "order", "updated_by", "updated_at", "organization", "year")


class RecordForm(forms.Form):
    """Fields of the kind's model in its order, with the unit the line belongs to."""

    year = YearField(label="Tahun LKPJ", required=True)
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Perangkat daerah",
        required=False,
        empty_label="Pilih perangkat daerah",
        error_messages={
            "required": "Pilih perangkat daerah",
            "invalid_choice": "Pilih perangkat daerah dari daftar",
        },
    )

    def __init__(self, *args: Any, kind: Kind, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].error_messages["required"] = "Isi tahun LKPJ"
        access = access_of(user)
        choice: Any = self.fields["organization"]
        choice.queryset = Organization.objects.filter(
            access.organizations("performance.edit_records")
        ).order_by("name")
        if access.allows("performance.edit_records", None):
            choice.empty_label = "Seluruh kota"
        else:
            choice.required, choice.empty_label = True, "Pilih perangkat daerah"
            first = list(choice.queryset[:2])
            choice.initial = first[0] if len(first) == 1 else None
        if kind.city_only:
            del self.fields["organization"]
        for field in kind.model._meta.get_fields():
            if isinstance(field, models.Field) and field.name not in HIDDEN:
                self.fields[field.name] = _field(field)

    def values(self) -> dict[str, Any]:
        return {"organization": None, **self.cleaned_data}


def _field(field: models.Field) -> forms.Field:
    label = str(field.verbose_name)
    label = label[0].upper() + label[1:]
    if isinstance(field, models.DateField):
        return DayField(label=label, required=False)
    if isinstance(field, models.BigIntegerField):
        return RupiahField(label=label, negative="Rupiah tidak boleh negatif")
    required = not field.blank
    words = {"required": f"Isi {label.lower()}"}
    if field.choices:
        return forms.ChoiceField(
            label=label,
            choices=field.choices,
            initial=field.default if field.has_default() else None,
            error_messages={**words, "invalid_choice": "Pilih dari daftar"},
        )
    area = isinstance(field, models.TextField)
    return forms.CharField(
        label=label,
        required=required,
        max_length=getattr(field, "max_length", None),
        widget=forms.Textarea(attrs={"rows": 4}) if area else forms.TextInput,
        error_messages=words,
    )

"""One form for every kind of line in the LKPJ's yearly lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from organizations.access import access_of
from organizations.forms.dates import DayField
from organizations.forms.figures import RupiahField, YearField
from organizations.forms.units import UnitField
from organizations.models import Organization
from performance.evaluation.queries.records import Kind

HIDDEN = ("id", "order", "updated_by", "updated_at", "organization", "year")


class RecordForm(forms.Form):
    """Fields of the kind's model in its order, with the unit the line belongs to."""

    year = YearField(label="Tahun LKPJ", required=True)
    organization = UnitField(required=False)

    def __init__(self, *args: Any, kind: Kind, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = access_of(user)
        choice: Any = self.fields["organization"]
        is_city = access.allows("performance.edit_records", None)
        own = Organization.objects.filter(access.organizations("performance.edit_records"))
        choice.offer(own.order_by("name"), choose_only=not is_city)
        if is_city:
            choice.empty_label = "Seluruh kota"
        else:
            choice.required = True
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
        return RupiahField(label=label)
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

"""What is chosen before a document of a competition is made."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices.competition import EditionState
from innovations.models import Edition
from innovations.permissions.competition import visible_editions
from organizations.honours import honour_years


class EditionDocumentForm(forms.Form):
    edisi = forms.ModelChoiceField(
        label="Edisi", queryset=Edition.objects.none(), to_field_name="slug",
        empty_label="Edisi terakhir yang diumumkan", required=False,
        error_messages={"invalid_choice": "Pilih edisi dari daftar"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["edisi"]
        rows = Edition.objects.filter(visible_editions(user)).exclude(state=EditionState.DRAFT)
        field.queryset = rows.order_by("-year", "-pk")

    def params(self) -> dict[str, Any]:
        edition = self.cleaned_data["edisi"]
        return {"edition": edition.pk if edition else None}


class EveningDocumentForm(forms.Form):
    tahun = forms.TypedChoiceField(
        label="Tahun", coerce=int, required=False, empty_value=None,
        error_messages={"invalid_choice": "Pilih tahun dari daftar"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in honour_years()]
        field: Any = self.fields["tahun"]
        field.choices = [("", "Tahun terakhir dengan penghargaan"), *years]

    def params(self) -> dict[str, Any]:
        return {"year": self.cleaned_data["tahun"]}

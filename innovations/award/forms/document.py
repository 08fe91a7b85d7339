"""What is chosen before a document of a competition is made."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices.competition import EditionState
from innovations.models import Edition
from innovations.permissions.competition import visible_editions


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

"""What is chosen before the document of progress is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from innovations.adoption.forms.progress import DayForm
from innovations.adoption.queries.document import public_checklists
from organizations.access import access_of


class AdoptionDocumentForm(DayForm):
    """One innovation or all of them, on a day; empty: today."""

    inovasi = forms.ChoiceField(
        label="Inovasi", required=False,
        error_messages={"required": "Pilih inovasi", "invalid_choice": "Pilih inovasi dari daftar"},
    )  # fmt: skip
    field_order = ("inovasi", "pada")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = access_of(user)
        seen = public_checklists().filter(access.q("reports.request", "innovation__organization"))
        rows = seen.values_list("innovation__slug", "innovation__name")
        choice: Any = self.fields["inovasi"]
        is_of_city = access.allows("reports.request", None)
        choice.required = not is_of_city
        choice.choices = [("", "Semua" if is_of_city else "Pilih inovasi"), *rows]

    def params(self) -> dict[str, Any]:
        day = self.cleaned_data["pada"] or timezone.localdate()
        return {"innovation": self.cleaned_data["inovasi"], "day": day.isoformat()}

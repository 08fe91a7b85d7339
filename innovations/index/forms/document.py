"""Which year's report of the index is printed."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.models import IndexRound, IndexSet
from organizations.forms.words import choice


class IndexDocumentForm(forms.Form):
    tahun = choice("Tahun", [])

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tahun"]
        reported = IndexRound.objects.order_by("-set__year").values_list("set__year", flat=True)
        years = list(reported) or list(IndexSet.objects.values_list("year", flat=True))
        field.choices = [(str(year), str(year)) for year in years]
        field.initial = str(years[0]) if years else None

    def params(self) -> dict[str, Any]:
        return {"year": int(self.cleaned_data["tahun"])}

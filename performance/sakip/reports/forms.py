"""What a person chooses before a document about SAKIP is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from performance.entry.queries.submissions import entry_years
from performance.evaluation.reports.forms import CityYearForm, UnitYearForm
from performance.sakip.queries.overview import years_of_editions


def _offer_years(field: forms.Field) -> None:
    """Years with an evaluation or with entries, beginning with the latest evaluation."""
    evaluated, last = years_of_editions(), timezone.localdate().year - 1
    years = sorted({*evaluated, *entry_years(), last}, reverse=True)
    field.choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
    field.initial = max(evaluated, default=last)


class SakipUnitForm(UnitYearForm):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        _offer_years(self.fields["tahun"])


class SakipCityForm(CityYearForm):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        _offer_years(self.fields["tahun"])

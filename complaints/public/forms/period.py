"""The year, or the month of it, that figures are asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.public.queries.periods import Period, years
from organizations.formatting import MONTHS

MONTH_CHOICES = [("", "Setahun penuh"), *((str(n), name) for n, name in enumerate(MONTHS, 1))]


class PeriodForm(forms.Form):
    tahun = forms.TypedChoiceField(label="Tahun", coerce=int, required=False, empty_value=None)
    bulan = forms.TypedChoiceField(
        label="Bulan", coerce=int, required=False, empty_value=None, choices=MONTH_CHOICES
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        found = years() or [this_year]
        self.fields["tahun"].choices = [(str(year), str(year)) for year in found]  # type: ignore[attr-defined]
        self.fields["tahun"].initial = str(this_year)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    @property
    def period(self) -> Period:
        """What was asked for; the year that runs where that is wrong."""
        if not self.is_bound or not self.is_valid():
            return Period(self.this_year)
        data = self.cleaned_data
        return Period(data["tahun"] or self.this_year, data["bulan"])

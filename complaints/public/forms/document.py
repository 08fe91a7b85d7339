"""What is chosen before the report on complaints is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from complaints.public.forms.period import MONTH_CHOICES
from complaints.public.queries.periods import years
from organizations.access import access_of
from organizations.forms.units import UnitField
from organizations.models import Organization


class PeriodReportForm(forms.Form):
    """A year, perhaps a month, and a unit; those who serve the whole city may leave it empty."""

    opd = UnitField(to_field_name="code")
    tahun = forms.TypedChoiceField(
        label="Tahun", coerce=int, error_messages={"required": "Pilih tahun"}
    )
    bulan = forms.TypedChoiceField(
        label="Bulan", coerce=int, required=False, empty_value=None, choices=MONTH_CHOICES
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = access_of(user)
        units = Organization.objects.reporting().filter(access.organizations("reports.request"))
        choice: UnitField = self.fields["opd"]  # type: ignore[assignment]
        choice.offer(units.order_by("name"), choose_only=True)
        if access.allows("reports.request", None):
            choice.required = False
            choice.empty_label = "Seluruh kota"  # type: ignore[attr-defined]
        latest = timezone.localdate().year
        found = sorted({*years(), latest, latest - 1, latest - 2}, reverse=True)
        self.fields["tahun"].choices = [(year, str(year)) for year in found]  # type: ignore[attr-defined]

    def params(self) -> dict[str, Any]:
        data = self.cleaned_data
        unit = data["opd"]
        return {
            "organization": unit.pk if unit else None,
            "year": data["tahun"],
            "month": data["bulan"],
        }

"""What is chosen before a document of the survey is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from surveys.index.forms.period import PeriodField
from surveys.index.queries.spans import span_codes
from surveys.models import Period, ServiceUnit
from surveys.period_names import label_of_code
from surveys.permissions import documented_units

NOT_THEN = "{unit} tidak bersurvei pada {label}. Hilangkan centangnya."
NO_PERIOD = "Unit ini tidak bersurvei pada periode itu. Yang ada: {known}."


class UnitPeriodForm(forms.Form):
    """A unit the person may ask documents of, and one of its periods."""

    unit = forms.ModelChoiceField(
        ServiceUnit.objects.none(),
        label="Unit layanan",
        to_field_name="code",
        empty_label="Pilih unit layanan",
        error_messages={
            "required": "Pilih unit layanan",
            "invalid_choice": "Pilih unit layanan dari daftar",
        },
    )
    periode = PeriodField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = documented_units(user)
        rows = ServiceUnit.objects.filter(mine).select_related("organization").order_by("name")
        self.fields["unit"].queryset = rows  # type: ignore[attr-defined]
        periods = Period.objects.filter(unit__in=rows).order_by("-starts_on", "code")
        codes = dict.fromkeys(periods.values_list("code", flat=True))
        self.fields["periode"].offer(codes, empty_label="Pilih periode")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        unit, code = data.get("unit"), data.get("periode")
        if unit and code:
            periods = Period.objects.filter(unit=unit).order_by("-starts_on")
            if not periods.filter(code=code).exists():
                known = ", ".join(period.label for period in periods[:8]) or "belum ada"
                self.add_error("periode", NO_PERIOD.format(known=known))
        return data

    def params(self) -> dict[str, Any]:
        """Of the chosen unit, or of one of many. Raises ValidationError where it has no such period."""
        unit, code = self.cleaned_data["unit"], self.cleaned_data["periode"]
        period = Period.objects.filter(unit=unit, code=code).first()
        if period is None:
            raise ValidationError(NOT_THEN.format(unit=unit.name, label=label_of_code(code)))
        return {
            "organization": unit.organization_id,
            "period": period.pk,
            "year": period.starts_on.year,
        }


class CityPeriodForm(forms.Form):
    periode = PeriodField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].offer(span_codes())  # type: ignore[attr-defined]

    def params(self) -> dict[str, Any]:
        code = self.cleaned_data["periode"]
        return {"organization": None, "span": code, "year": int(code[:4])}

"""What a person chooses before a document is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from organizations.access import access_of
from organizations.formatting import quarter_choices
from organizations.forms.units import UnitField
from organizations.models import Organization
from performance.entry.queries.submissions import entry_years
from performance.evaluation.reports.days import DAY, day_field, day_given


class UnitYearForm(forms.Form):
    """A unit this person may ask for, and a year with entries."""

    opd = UnitField(to_field_name="code")
    tahun = forms.TypedChoiceField(
        label="Tahun", coerce=int, error_messages={"required": "Pilih tahun"}
    )
    tanggal = day_field()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = access_of(user)
        units = Organization.objects.reporting().filter(access.organizations("reports.request"))
        units = units.filter(access.organizations("performance.view")).order_by("name")
        choice: UnitField = self.fields["opd"]  # type: ignore[assignment]
        choice.offer(units, choose_only=True)
        years = entry_years() or [timezone.localdate().year]
        self.fields["tahun"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields[DAY] = self.fields.pop(DAY)  # after what subclasses ask for

    def params(self) -> dict[str, Any]:
        data, day = self.cleaned_data, day_given(self.cleaned_data[DAY])
        unit = data["opd"]
        return {"organization": unit.pk if unit else None, "year": data["tahun"], **day}


class UnitLastYearForm(UnitYearForm):
    """The same, beginning with the last complete year."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["tahun"].initial = timezone.localdate().year - 1


class UnitQuarterForm(UnitYearForm):
    triwulan = forms.TypedChoiceField(
        label="Sampai triwulan",
        coerce=int,
        choices=quarter_choices(),
        initial=4,
        error_messages={"required": "Pilih triwulan"},
    )

    def params(self) -> dict[str, Any]:
        return {**super().params(), "quarter": self.cleaned_data["triwulan"]}


DEPTHS = [
    ("subkegiatan", "Sampai sub kegiatan"),
    ("kegiatan", "Sampai kegiatan"),
    ("program", "Program saja"),
]


def _depth_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Rincian",
        choices=DEPTHS,
        initial="subkegiatan",
        error_messages={"required": "Pilih rincian"},
    )


class UnitYearsForm(UnitYearForm):
    """A unit, the year up to which it is evaluated, and how deep the form goes."""

    tingkat = _depth_field()

    def params(self) -> dict[str, Any]:
        return {**super().params(), "depth": self.cleaned_data["tingkat"]}


class CityYearForm(forms.Form):
    """A document about the whole city: the year is chosen, and the day it is signed."""

    tahun = forms.TypedChoiceField(
        label="Tahun", coerce=int, error_messages={"required": "Pilih tahun"}
    )
    tanggal = day_field()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = entry_years() or [timezone.localdate().year]
        self.fields["tahun"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields[DAY] = self.fields.pop(DAY)

    def params(self) -> dict[str, Any]:
        day = day_given(self.cleaned_data[DAY])
        return {"organization": None, "year": self.cleaned_data["tahun"], **day}


class CityLastYearForm(CityYearForm):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["tahun"].initial = timezone.localdate().year - 1


class CityDepthForm(CityLastYearForm):
    tingkat = _depth_field()

    def params(self) -> dict[str, Any]:
        return {**super().params(), "depth": self.cleaned_data["tingkat"]}


class CityQuarterForm(CityYearForm):
    triwulan = forms.TypedChoiceField(
        label="Sampai triwulan",
        coerce=int,
        choices=quarter_choices(),
        initial=4,
        error_messages={"required": "Pilih triwulan"},
    )
    tingkat = _depth_field()

    def params(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**super().params(), "quarter": data["triwulan"], "depth": data["tingkat"]}


class UnitOrCityYearForm(UnitYearForm):
    """A unit and a year; those who serve the whole city may leave the unit empty."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if access_of(user).allows("reports.request", None):
            self.fields["opd"].required = False
            self.fields["opd"].empty_label = "Seluruh kota"  # type: ignore[attr-defined]

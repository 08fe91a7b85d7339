"""What the first steps ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from organizations.choices import OrganizationKind, TimeZone
from organizations.forms.addresses import AddressField
from organizations.forms.city import CityForm, UnitForm
from organizations.forms.dates import DayField
from organizations.forms.users import UserForm
from organizations.models import City

YEARS_BACK = 5  # so that the figures of earlier years find their unit


def _years_back() -> date:
    return date(timezone.localdate().year - YEARS_BACK, 1, 1)


class CityStepForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label="Zona waktu", choices=TimeZone.choices, initial=TimeZone.WIB
    )
    logo = CityForm.base_fields["logo"]

    class Meta:
        model = City
        fields = ("name", "province", "seat", "mayor_title", "time_zone")
        error_messages = CityForm.Meta.error_messages


class UnitStepForm(forms.Form):
    code = UnitForm.base_fields["code"]
    name = UnitForm.base_fields["name"]
    short_name = UnitForm.base_fields["short_name"]
    kind = forms.ChoiceField(label="Jenis", choices=OrganizationKind.choices)
    valid_from = DayField(
        label="Berlaku sejak",
        initial=_years_back,
        help_text="Tahun sebelum tanggal ini tidak dapat diisi",
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class MayorStepForm(forms.Form):
    full_name = forms.CharField(
        label="Nama lengkap",
        required=False,
        max_length=160,
        help_text="Dengan gelar, seperti dicetak pada dokumen kota",
        error_messages={"max_length": "Nama paling panjang 160 huruf"},
    )
    email = AddressField(
        label="Surel",
        required=False,
        help_text="Undangan dikirim kemudian dari halaman Pengguna",
        error_messages={"invalid": "Tulis surel lengkap, misalnya nama@contoh.go.id"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("full_name") and "email" in cleaned and not cleaned["email"]:
            self.add_error("email", "Isi surel kepala daerah, atau kosongkan juga namanya")
        return cleaned


class AdminStepForm(forms.Form):
    email = UserForm.base_fields["email"]
    full_name = UserForm.base_fields["full_name"]
    position = forms.CharField(
        label="Jabatan",
        max_length=160,
        initial="Admin sistem",
        error_messages={
            "required": "Isi jabatan",
            "max_length": "Jabatan paling panjang 160 huruf",
        },
    )

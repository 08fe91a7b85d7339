"""What a sheet of single-use codes is made of."""

from __future__ import annotations

from django import forms

from organizations.forms.dates import DayField


class CodesForm(forms.Form):
    count = forms.IntegerField(
        label="Jumlah kode",
        initial=72,
        min_value=1,
        help_text="Satu halaman memuat sekitar 36 kode; paling banyak 960",
        error_messages={"required": "Isi jumlah kode", "invalid": "Tulis jumlah dengan angka"},
    )
    expires_on = DayField(label="Berlaku sampai")


class PinForm(forms.Form):
    """The unit's PIN, to begin or to leave a kiosk."""

    pin = forms.CharField(
        label="PIN unit",
        max_length=20,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Isi PIN unit"},
    )

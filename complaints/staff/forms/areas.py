"""The file of areas, and whom the city keeps out for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints.staff.forms.acts import words
from organizations.forms.dates import in_calendar
from organizations.forms.uploads import UploadField

LONGEST = timedelta(days=366)


class AreaFileForm(forms.Form):
    file = UploadField(
        label="Berkas",
        help_text=(
            "CSV atau XLSX dengan kolom kode, kelurahan, kecamatan, dan kode kecamatan bila kode tanpa "
            "titik; atau GeoJSON garis batas"
        ),
        error_messages={"required": "Pilih berkas", "empty": "Berkas ini kosong"},
    )


class BanForm(forms.Form):
    contact = forms.CharField(
        label="Telepon atau surel pengirim",
        max_length=120,
        help_text="Tidak disimpan; hanya dikenali kembali bila dipakai lagi",
        error_messages={
            "required": "Isi telepon atau surel pengirim",
            "max_length": "Telepon atau surel paling panjang 120 huruf",
        },
    )
    until = forms.DateField(
        label="Sampai tanggal",
        validators=[in_calendar],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Isi tanggal berakhirnya",
            "invalid": "Tulis tanggal yang ada, misalnya 31/01/2026",
        },
    )
    reason = words("Alasan", rows=2, most=1_000)

    def clean_until(self) -> Any:
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today < until <= today + LONGEST:
            raise ValidationError("Blokir berakhir paling cepat besok dan paling lama setahun lagi")
        return until

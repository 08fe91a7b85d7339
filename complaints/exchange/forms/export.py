"""Which reports go into a file for SP4N-LAPOR!."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from complaints.choices import Channel
from complaints.staff.forms.acts import words
from complaints.staff.forms.asked import DecisionForm
from organizations.forms.dates import DayField
from organizations.models import Organization

CSV, XLSX = "csv", "xlsx"


class ExportForm(forms.Form):
    first = DayField(label="Diterima sejak tanggal", required=False)
    last = DayField(label="Diterima sampai tanggal", required=False)
    channel = forms.ChoiceField(
        label="Saluran",
        required=False,
        choices=[("", "Semua saluran"), *Channel.choices],
        error_messages={"invalid_choice": "Pilih saluran dari daftar"},
    )
    unit = forms.ModelChoiceField(
        label="Perangkat daerah",
        required=False,
        queryset=Organization.objects.none(),
        empty_label="Semua perangkat daerah",
        error_messages={"invalid_choice": "Pilih perangkat daerah dari daftar"},
    )
    with_secret = forms.BooleanField(
        label="Sertakan laporan rahasia",
        help_text="Perlu disetujui penjaga identitas lebih dulu; setiap laporan tercatat sebagai dibaca",
        required=False,
    )
    reason = words(
        "Untuk apa laporan rahasia diperlukan",
        "Diisi bila laporan rahasia disertakan; dibaca yang memutuskan dan tersimpan",
        rows=2,
        most=1_000,
        required=False,
    )
    shape = forms.ChoiceField(
        label="Bentuk berkas",
        choices=[(XLSX, "XLSX (lembar kerja)"), (CSV, "CSV (titik koma)")],
        initial=XLSX,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih bentuk berkas",
            "invalid_choice": "Pilih bentuk berkas dari daftar",
        },
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            raise ValidationError(
                {"last": "Tanggal akhir harus sama dengan atau sesudah tanggal awal"}
            )
        return found


class ExportDecisionForm(DecisionForm):
    GRANT = ("setuju", "Setujui; dapat diunduh selama 24 jam")

"""Windows, unlock requests and the filters of the lists."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.formatting import quarter_choices
from organizations.forms.dates import in_calendar
from performance.entry.queries.submissions import STATE_CHOICES

LOCAL = "%Y-%m-%dT%H:%M"
FORMATS = [LOCAL, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M", "%d-%m-%Y %H:%M"]


def _moment(label: str, hint: str = "", *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=FORMATS,
        validators=[in_calendar],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
        error_messages={
            "required": f"Isi waktu {label.lower()}",
            "invalid": f"Tulis {label.lower()} sebagai tanggal dan jam, misalnya 31/03/2026 23.59",
        },
    )


class WindowForm(forms.Form):
    year = forms.IntegerField(
        label="Tahun",
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Isi tahun",
            "invalid": "Tulis tahun dengan empat angka, misalnya 2026",
            "min_value": "Tahun paling awal 2000",
            "max_value": "Tahun paling akhir 2100",
        },
    )
    quarter = forms.TypedChoiceField(
        label="Triwulan",
        choices=quarter_choices(),
        coerce=int,
        error_messages={"required": "Pilih triwulan", "invalid_choice": "Pilih triwulan I–IV"},
    )
    opens_at = _moment("Dibuka")
    closes_at = _moment("Ditutup", "Sesudah waktu ini pengisian dicatat terlambat")
    grace_until = _moment(
        "Tenggang sampai", "Masih dapat diisi sampai waktu ini; boleh dikosongkan", required=False
    )
    note = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=200,
        error_messages={"max_length": "Keterangan paling panjang 200 huruf"},
    )
    reason = forms.CharField(
        label="Alasan perubahan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Tulis alasan perubahan jadwal",
            "max_length": "Alasan paling panjang 500 huruf",
        },
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reason",) if is_new else ("year", "quarter"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        grace = cleaned.get("grace_until")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Waktu tutup harus sesudah waktu buka")
        if closes and grace and grace < closes:
            self.add_error("grace_until", "Masa tenggang harus sesudah waktu tutup")
        return cleaned


class UnlockForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        help_text="Apa yang harus diperbaiki dan mengapa",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Tulis alasan perbaikan",
            "max_length": "Alasan paling panjang 1.000 huruf",
        },
    )
    until = _moment("Dibuka sampai", "Paling lama tujuh hari dari sekarang")


class QuarterFilterForm(forms.Form):
    """Filters of the lists of entries."""

    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    triwulan = forms.TypedChoiceField(
        label="Triwulan",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Semua triwulan"), *quarter_choices()],
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *STATE_CHOICES]
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        self.fields["tahun"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]

    def for_page(self, year: int | None) -> QuarterFilterForm:
        """The form as shown: what was chosen, else the year that the page shows."""
        return (
            self if self.is_bound else QuarterFilterForm(years=self.years, initial={"tahun": year})
        )

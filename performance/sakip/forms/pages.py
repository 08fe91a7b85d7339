"""Forms beside a SAKIP sheet: the year's schedule, reply, recommendations, follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.forms.dates import DayField
from organizations.forms.figures import YearField
from performance.choices import FollowUpState
from performance.models import SakipEdition, SakipEvaluation, SakipInstrument, SakipItem

NOTE_LIMIT = 4000


def note_field(
    label: str, initial: str = "", *, rows: int, hint: str = "", required: str = ""
) -> forms.CharField:
    """Words of several lines; `required` is the sentence for an empty one that must be filled."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=NOTE_LIMIT,
        initial=initial,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": f"{label} paling panjang 4.000 huruf",
        },
    )


class EditionForm(forms.Form):
    """Which sheet a year uses and when units fill it."""

    year = YearField(label="Tahun kinerja", required=True)
    instrument = forms.ModelChoiceField(
        SakipInstrument.objects.all(),
        label="Instrumen",
        empty_label="Pilih instrumen",
        error_messages={
            "required": "Pilih instrumen",
            "invalid_choice": "Pilih instrumen dari daftar",
        },
    )
    opens_on = DayField(label="Penilaian mandiri dibuka")
    closes_on = DayField(label="Penilaian mandiri ditutup")
    note = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=200,
        error_messages={"max_length": "Keterangan paling panjang 200 huruf"},
    )

    def __init__(self, *args: Any, edition: SakipEdition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        if edition.pk:
            del self.fields["year"]

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if SakipEdition.objects.filter(year=year).exists():
            raise ValidationError(f"Jadwal evaluasi tahun {year} sudah ada. Ubah jadwal itu.")
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Tanggal tutup harus sesudah tanggal buka")
        return cleaned


class ReplyForm(forms.Form):
    """What the unit answers to the draft of its result."""

    text = note_field(
        "Tanggapan",
        rows=8,
        hint="Tulis keberatan atau penjelasan. Kosongkan bila menerima konsep LHE seluruhnya",
    )


class RecommendationForm(forms.Form):
    """What the evaluator asks to improve."""

    item = forms.ModelChoiceField(
        SakipItem.objects.none(),
        label="Komponen",
        empty_label="Pilih komponen",
        error_messages={
            "required": "Pilih komponen",
            "invalid_choice": "Pilih komponen dari daftar",
        },
    )
    text = note_field("Rekomendasi", rows=4, required="Tulis rekomendasinya")
    due = DayField(label="Batas waktu", required=False)

    def __init__(self, *args: Any, evaluation: SakipEvaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = evaluation.edition.instrument.items.filter(level="component")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]


class FollowUpForm(forms.Form):
    """What the unit has done about a recommendation."""

    state = forms.ChoiceField(
        label="Status",
        choices=FollowUpState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih status", "invalid_choice": "Pilih status dari daftar"},
    )
    follow_up = note_field("Tindak lanjut", rows=4)
    proof = forms.CharField(
        label="Bukti tindak lanjut",
        required=False,
        max_length=240,
        help_text="Nama dokumen dan halamannya, atau tautan",
        error_messages={"max_length": "Bukti paling panjang 240 huruf"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        done = cleaned.get("state") == FollowUpState.DONE
        if done and not (cleaned.get("follow_up") or "").strip():
            self.add_error("follow_up", "Tulis tindak lanjutnya sebelum menandai tuntas")
        return cleaned

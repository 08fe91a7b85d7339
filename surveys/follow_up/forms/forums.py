"""Forms of a Forum Konsultasi Publik."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm
from organizations.forms.uploads import UploadField
from organizations.forms.words import text as text_field
from surveys.choices import ParticipantGroup
from surveys.follow_up.actions.forums import MOST
from surveys.follow_up.forms.plans import FILE_HINT
from surveys.follow_up.queries.forums import closed_periods
from surveys.models import Period, ServiceUnit


class PeriodField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Period) -> str:
        return obj.label


class ForumForm(MarkedForm):
    topic = text_field("Pokok bahasan", 200)
    period = PeriodField(
        label="Hasil survei yang dibahas", queryset=Period.objects.none(), required=False,
        empty_label="Tidak membahas hasil survei",
        error_messages={"invalid_choice": "Pilih periode dari daftar"},
    )  # fmt: skip
    held_on = DayField(label="Tanggal forum", error_messages={"required": "Isi tanggal forum"})
    place = text_field("Tempat", 200, hint="Untuk forum daring: alamat pertemuannya")
    is_online = forms.BooleanField(label="Diadakan daring", required=False)
    file = UploadField(label="Undangan", required=False, help_text=FILE_HINT)

    def __init__(self, *args: Any, unit: ServiceUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = closed_periods(unit)  # type: ignore[attr-defined]


class RecordForm(MarkedForm):
    """Counts by group, never names; what was said; the minutes."""

    summary = text_field("Ringkasan pembahasan", 5_000, rows=6, hint="Tampil untuk umum")
    file = UploadField(
        label="Berita acara", required=False,
        help_text=f"{FILE_HINT}. Tampil untuk umum; jangan sertakan daftar hadir dengan nama orang.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = {group.value: _count(group) for group in ParticipantGroup}
        self.fields = {**counts, **self.fields}

    def counts(self) -> dict[str, int]:
        return {group.value: self.cleaned_data[group.value] or 0 for group in ParticipantGroup}


def _count(group: ParticipantGroup) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"Jumlah peserta: {group.label.lower()}",
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Tulis jumlah peserta dengan angka saja",
            "min_value": "Jumlah peserta tidak boleh kurang dari 0",
            "max_value": "Jumlah peserta terlalu besar. Periksa lagi angkanya.",
        },
    )

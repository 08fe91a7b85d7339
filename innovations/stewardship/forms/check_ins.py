"""The one-page form of a half-yearly question."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices import Vitality
from organizations.forms.dates import DayField
from organizations.forms.words import choice, number
from organizations.forms.words import text as text_field

MOST_USERS = 100_000_000


def users_field() -> forms.IntegerField:
    field = number(
        "Pengguna atau penerima manfaat", MOST_USERS,
        hint="Dalam semester ini; kosongkan bila tidak dihitung",
    )  # fmt: skip
    field.required = False
    return field


class AnswerForm(forms.Form):
    vitality = choice("Keadaan inovasi sekarang", Vitality.choices)
    stopped_on = DayField(
        label="Berhenti sejak", required=False, help_text="Hanya bila inovasi berhenti"
    )
    users = users_field()
    numbers = text_field(
        "Angka dan hasil", 2_000, required=False, rows=3,
        hint="Misalnya waktu layanan, jumlah kunjungan, penghematan",
    )  # fmt: skip
    evidence = text_field(
        "Bukti", 400, required=False, hint="Alamat laman atau nomor dokumen yang dapat diperiksa"
    )
    trouble = text_field(
        "Kendala", 2_000, required=False, rows=3, hint="Bila berhenti, tulis mengapa"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vitality"].widget = forms.RadioSelect(choices=Vitality.choices)


class CorrectionForm(AnswerForm):
    """The same page, with what was wrong before."""

    reason = text_field(
        "Alasan diperbaiki",
        1_000,
        rows=2,
        hint="Kabar sebelumnya tetap terbaca di samping alasan ini",
    )

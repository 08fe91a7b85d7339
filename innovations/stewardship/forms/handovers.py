"""Forms of stewardship: an offer, a judgement of health."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from innovations.choices import Health
from innovations.stewardship.actions.judgements import JUDGED
from organizations.forms.dates import DayField
from organizations.forms.words import choice
from organizations.forms.words import text as text_field
from organizations.models import Assignment

SAID = {
    "required": "Pilih pegawai",
    "invalid_choice": "Pilih pegawai dari daftar",
}


class TakerField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Assignment) -> str:  # type: ignore[override]
        return f"{obj.user.full_name}, {obj.printed_position}"


class OfferForm(forms.Form):
    taker = TakerField(
        Assignment.objects.none(), label="Tawarkan kepada", empty_label="Pilih pegawai",
        help_text="Pegawai perangkat daerah pemilik yang bertugas pada inovasi",
        error_messages=SAID,
    )  # fmt: skip
    note = text_field(
        "Yang perlu diketahui penerus", 2_000, required=False, rows=4,
        hint="Misalnya berkas, akun, mitra, dan janji yang masih berjalan",
    )  # fmt: skip

    def __init__(self, *args: Any, takers: Iterable[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [taker.pk for taker in takers]
        rows = Assignment.objects.filter(pk__in=keys).select_related("user")
        self.fields["taker"].queryset = rows.order_by("user__full_name", "pk")  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    health = choice(
        "Keadaan", [("", "Pilih keadaan"), *((one, Health(one).label) for one in JUDGED)]
    )
    reason = text_field("Alasan", 1_000, rows=3, hint="Tampil di halaman publik")
    until = DayField(label="Berlaku sampai", help_text="Paling lama satu tahun dari hari ini")

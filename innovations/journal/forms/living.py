"""Forms of what an innovation offers: steps of its process, consultations, answers to them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from innovations.choices.journal import ConsultationState, StepState
from innovations.citizens.forms.open import OpenForm
from innovations.registry.forms.fields import link
from organizations.forms.addresses import AddressField
from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm
from organizations.forms.words import choice, clock, number, text
from organizations.texts import clean_lines, clean_text

NO_MAIL = {"invalid": "Tulis surel dengan lengkap, misalnya nama@contoh.id"}
NO_PHONE = "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890"
NO_CONTACT = "Isi surel atau nomor telepon, agar tanggapannya sampai kepada Anda"
PAST = "Tanggal ini sudah lewat"
_PHONE = re.compile(r"\+?\d{8,15}")


class StepForm(MarkedForm):
    place = number("Urutan", 99, least=1)
    name = text("Langkah", 120, hint="Misalnya: Penerimaan barang")
    words = text("Keterangan", 400, required=False, rows=3)
    state = choice("Keadaan", StepState.choices)
    link = link("Tautan", "Halaman yang menjelaskan langkah ini")


class ConsultationDeskForm(MarkedForm):
    is_open = forms.BooleanField(label="Terima permintaan konsultasi dari warga", required=False)
    email = AddressField(
        label="Surel kontak unit", required=False, error_messages=NO_MAIL,
        help_text="Pemberitahuan permintaan baru dikirim ke sini; warga juga membacanya",
    )  # fmt: skip
    words = text(
        "Yang dapat dikonsultasikan", 400, required=False, rows=3,
        hint="Pokok bahasan dan jam layanan; tampil untuk umum",
    )  # fmt: skip


class ConsultationForm(OpenForm):
    name = text("Nama", 120, required=False, hint="Boleh dikosongkan")
    email = AddressField(
        label="Surel", required=False, error_messages=NO_MAIL,
        help_text="Isi surel atau telepon. Hanya dibaca petugas, lalu dihapus setahun kemudian",
    )  # fmt: skip
    phone = text("Telepon", 30, required=False)
    topic = text("Topik", 120)
    question = text("Pertanyaan", 3_000, rows=6)
    wished_on = DayField(label="Tanggal yang diinginkan", required=False)

    def clean_name(self) -> str:
        return clean_text(self.cleaned_data["name"])

    def clean_topic(self) -> str:
        return clean_text(self.cleaned_data["topic"])

    def clean_question(self) -> str:
        return clean_lines(self.cleaned_data["question"])

    def clean_phone(self) -> str:
        given = clean_text(self.cleaned_data["phone"])
        if given and not _PHONE.fullmatch(re.sub(r"[ .()-]", "", given)):
            raise ValidationError(NO_PHONE)
        return given

    def clean_wished_on(self) -> date | None:
        day = self.cleaned_data["wished_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(PAST)
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        wrong = {"email", "phone"} & set(self.errors)
        if not wrong and not given.get("email") and not given.get("phone"):
            self.add_error("email", NO_CONTACT)
        return given


class AnswerForm(forms.Form):
    answer = text(
        "Tanggapan", 5_000, rows=6, hint="Dikirim ke surel pemohon, bila ia menulis surelnya"
    )


class ScheduleForm(AnswerForm):
    day = DayField(label="Tanggal", error_messages={"required": "Isi tanggal konsultasi"})
    at = clock("Jam")
    field_order = ("day", "at", "answer")

    def moment(self) -> datetime:
        given = self.cleaned_data
        zone = timezone.get_current_timezone()
        return datetime.combine(given["day"], given["at"], tzinfo=zone)


class ConsultationFilterForm(forms.Form):
    status = choice("Status", [("", "Semua status"), *ConsultationState.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].widget.attrs["class"] = "form-select"

    @property
    def is_used(self) -> bool:
        return self.is_bound and bool(self.data.get("status"))

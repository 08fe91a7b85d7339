"""What another government or unit fills in to do the same."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from innovations.choices import WishState
from innovations.citizens.forms.open import OpenForm
from organizations.forms.words import choice, text
from organizations.texts import clean_lines, clean_text

NO_CONTACT = "Tulis surel lengkap atau nomor telepon, misalnya 0812 3456 7890"
_PHONE = re.compile(r"\+?\d{8,15}")


class WishForm(OpenForm):
    institution = text("Instansi", 160, hint="Misalnya Dinas Kesehatan Kabupaten Contoh")
    position = text("Jabatan", 120)
    contact = text(
        "Surel atau telepon dinas", 120,
        hint="Hanya dibaca perangkat daerah pemilik inovasi, lalu dihapus",
    )  # fmt: skip
    needs = text(
        "Yang Anda butuhkan", 2_000, rows=4,
        hint="Misalnya pedoman, kunjungan belajar, atau aplikasinya",
    )  # fmt: skip
    is_open = forms.BooleanField(
        label="Nama instansi kami boleh disebut di halaman inovasi bila kami mereplikasinya",
        required=False,
    )

    def clean_institution(self) -> str:
        return clean_text(self.cleaned_data["institution"])

    def clean_position(self) -> str:
        return clean_text(self.cleaned_data["position"])

    def clean_needs(self) -> str:
        return clean_lines(self.cleaned_data["needs"])

    def clean_contact(self) -> str:
        given = clean_text(self.cleaned_data["contact"])
        if not _PHONE.fullmatch(re.sub(r"[ .()-]", "", given)):
            try:
                validate_email(given)
            except ValidationError:
                raise ValidationError(NO_CONTACT) from None
        return given


class WishFilterForm(forms.Form):
    status = choice("Status", [("", "Semua status"), *WishState.choices], required=False)

    @property
    def is_used(self) -> bool:
        return self.is_bound and bool(self.data.get("status"))

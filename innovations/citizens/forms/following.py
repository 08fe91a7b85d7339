"""What somebody fills in to follow an innovation by mail."""

from __future__ import annotations

from django import forms

from innovations.citizens.forms.open import OpenForm
from organizations.addresses import LONGEST, normal_address, require_plain


class FollowForm(OpenForm):
    email = forms.EmailField(
        label="Surel Anda",
        help_text="Tautan konfirmasi dikirim ke sini; tanpa konfirmasi alamat ini dihapus",
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Isi surel Anda",
            "invalid": "Tulis surel dengan lengkap, misalnya nama@contoh.id",
            "max_length": f"Surel paling panjang {LONGEST} huruf",
        },
    )

    def clean_email(self) -> str:
        address = normal_address(self.cleaned_data["email"])
        require_plain(address)
        return address

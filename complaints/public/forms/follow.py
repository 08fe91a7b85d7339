"""What somebody fills in to follow an area by mail."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.choices import FollowEvery
from complaints.models import Area, Category
from organizations.addresses import LONGEST, normal_address, require_plain


class AreaFollowForm(forms.Form):
    """`website` is a field no person sees."""

    area = forms.ModelChoiceField(
        label="Kecamatan atau kelurahan",
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label="Pilih wilayah",
        error_messages={
            "required": "Pilih wilayahnya",
            "invalid_choice": "Wilayah ini tidak ada. Pilih dari daftar.",
        },
    )
    category = forms.ModelChoiceField(
        label="Kategori",
        required=False,
        queryset=Category.objects.none(),
        to_field_name="code",
        empty_label="Semua kategori",
        error_messages={"invalid_choice": "Kategori ini tidak ada. Pilih dari daftar."},
    )
    every = forms.ChoiceField(
        label="Kirim ringkasan",
        choices=FollowEvery.choices,
        initial=FollowEvery.WEEK,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih seberapa sering", "invalid_choice": "Pilih dari daftar"},
    )
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
    website = forms.CharField(
        required=False, label="Kosongkan kolom ini", max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {"area": Area.objects, "category": Category.objects}
        for name, found in rows.items():
            self.fields[name].queryset = found.filter(is_active=True)  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        address = normal_address(self.cleaned_data["email"])
        require_plain(address)
        return address

"""Proof files: what is uploaded or chosen, and where the proof is in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from organizations.forms.uploads import UploadField
from performance.models import Evidence


class EvidenceForm(forms.Form):
    """A new proof file, or one the unit already has."""

    file = UploadField(
        label="Berkas bukti",
        required=False,
        help_text="PDF, JPG, PNG, WebP atau HEIC, paling besar 10 MB",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        error_messages={
            "invalid": "Pilih berkas lagi, lalu unggah",
            "empty": "Berkas ini kosong. Pilih berkas lain",
            "max_length": "Nama berkas paling panjang 200 huruf",
        },
        allow_empty_file=True,
    )
    existing = forms.ModelChoiceField(
        label="Pakai berkas yang sudah ada",
        queryset=Evidence.objects.none(),
        required=False,
        empty_label="– pilih bila tidak mengunggah –",
        error_messages={"invalid_choice": "Pilih berkas dari daftar"},
    )
    page = forms.CharField(
        label="Halaman",
        required=False,
        max_length=40,
        help_text="Di mana buktinya, misalnya 12 atau 3–5",
        error_messages={"max_length": "Halaman paling panjang 40 huruf"},
    )
    note = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=200,
        error_messages={"max_length": "Keterangan paling panjang 200 huruf"},
    )

    def __init__(self, *args: Any, choices: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["existing"].queryset = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("existing"):
            self.add_error("file", "Pilih berkas untuk diunggah, atau berkas yang sudah ada")
        return cleaned

"""Forms of a standar pelayanan and of a maklumat."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.dates import DayField
from organizations.forms.uploads import UploadField
from organizations.forms.words import text as text_field
from surveys.choices import StandardPart

LONGEST = 5_000


class StandardForm(forms.Form):
    """Heading and the 14 components; what is still empty may stay empty in a draft."""

    decree = text_field(
        "Keputusan penetapan", 160, required=False, hint="Misalnya: Keputusan Kepala Dinas 12/2026"
    )
    valid_from = DayField(label="Tanggal mulai berlaku")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in StandardPart:
            field = text_field(part.label, LONGEST, required=False, rows=4)
            self.fields[part.value] = field

    def texts(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in StandardPart.values}


class PledgeForm(forms.Form):
    text = text_field(
        "Isi maklumat", LONGEST, rows=6,
        hint="Janji penyelenggara seperti yang ditandatangani dan dipasang di tempat layanan",
    )  # fmt: skip
    signed_on = DayField(label="Tanggal ditandatangani")
    signer = text_field("Penanda tangan", 160)
    position = text_field("Jabatan", 160)
    file = UploadField(
        label="Pindaian maklumat", required=False,
        help_text="PDF atau foto, paling besar 10 MB. Pindaian lama diganti bila ada yang baru.",
    )  # fmt: skip


class StandardFilterForm(forms.Form):
    kata = forms.CharField(
        label="Cari layanan atau unit", required=False, max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"max_length": "Kata pencarian paling panjang 80 huruf"},
    )  # fmt: skip


class DayForm(forms.Form):
    tanggal = DayField(label="Yang berlaku pada tanggal", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tanggal"].widget.attrs["class"] = "form-control"

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.units import UnitField
from organizations.forms.uploads import UploadField
from organizations.spreadsheets.files import MAX_BYTES, TOO_LARGE
from organizations.values import Convention


class FileForm(forms.Form):
    """Which year, which file, and what its signs mean."""

    year = forms.TypedChoiceField(
        label="Tahun",
        coerce=int,
        error_messages={"required": "Pilih tahun", "invalid_choice": "Pilih tahun dari daftar"},
    )
    decimals = forms.TypedChoiceField(
        label="Tanda titik dan koma di berkas",
        required=False,
        coerce=Convention,
        empty_value=None,
        choices=[
            ("", "Ditentukan dari isi berkas"),
            (Convention.COMMA, "Titik pada 3.450 berarti ribuan: tiga ribu empat ratus lima puluh"),
            (Convention.POINT, "Titik pada 3.450 berarti desimal: tiga koma empat lima"),
        ],
        error_messages={"invalid_choice": "Pilih arti tanda titik dari daftar"},
    )
    file = UploadField(
        label="Berkas XLSX atau CSV",
        help_text="Paling besar 5 MB dan 10.000 baris",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={
            "required": "Pilih berkas yang akan diimpor",
            "missing": "Pilih berkas yang akan diimpor",
        },
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ImportForm(FileForm):
    """First step: which unit, which year, which file."""

    organization = UnitField()
    field_order = ("organization", "year", "decimals", "file")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = units

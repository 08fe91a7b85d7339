from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.uploads import UploadField
from organizations.spreadsheets.files import MAX_BYTES, TOO_LARGE


class FileImportForm(forms.Form):
    file = UploadField(
        label="Berkas XLSX atau CSV",
        help_text="Paling besar 5 MB dan 1.000 baris",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Pilih berkas yang akan diimpor"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

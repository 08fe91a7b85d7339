"""The file of SP4N-LAPOR! and which of its columns is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from complaints.exchange.readers.sp4n import FIELDS, ID, PERSONAL, STATE
from organizations.forms.uploads import UploadField
from organizations.spreadsheets.files import MAX_BYTES, TOO_LARGE

LONG_TITLE = 48


class Sp4nFileForm(forms.Form):
    file = UploadField(
        label="Berkas ekspor SP4N-LAPOR!",
        help_text="XLSX atau CSV, paling besar 5 MB dan 10.000 baris",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={
            "required": "Pilih berkas ekspor SP4N-LAPOR!",
            "missing": "Pilih berkas ekspor SP4N-LAPOR!",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ColumnsForm(forms.Form):
    """One question for each thing the portal knows of a report: which column holds it."""

    def __init__(
        self, *args: Any, titles: Sequence[str], samples: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        unsaid = {title for name, title in self.initial.items() if name in PERSONAL}
        choices = [
            (title, _told(title, "" if title in unsaid else samples.get(title, "")))
            for title in titles
            if title
        ]
        for field in FIELDS:
            is_needed = field.name in (ID, STATE)
            name = field.label.split(" (")[0].lower()
            self.fields[field.name] = forms.ChoiceField(
                label=field.label,
                required=is_needed,
                help_text=field.hint,
                choices=[("", "Pilih kolom" if is_needed else "Tidak ada di berkas"), *choices],
                error_messages={
                    "required": f"Pilih kolom untuk {name}",
                    "invalid_choice": "Pilih kolom dari daftar",
                },
            )


def _told(title: str, sample: str) -> str:
    short = title if len(title) <= LONG_TITLE else f"{title[: LONG_TITLE - 1]}…"
    return f"{short} (contoh: {sample})" if sample else short

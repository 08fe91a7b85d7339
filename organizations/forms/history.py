"""What a reader of the history asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from organizations.formatting import format_date
from organizations.forms.dates import DayField
from organizations.forms.units import UnitField
from organizations.queries.history import HistoryAsked, kinds


class HistoryFilterForm(forms.Form):
    q = forms.CharField(label="Kata", required=False, max_length=100)
    orang = forms.CharField(label="Nama atau surel pelaku", required=False, max_length=100)
    unit = UnitField(required=False, empty_label="Semua")
    jenis = forms.ChoiceField(
        label="Tentang",
        required=False,
        error_messages={"invalid_choice": "Pilih tentang apa dari daftar"},
    )
    sejak = DayField(label="Sejak", required=False, help_text="")
    sampai = DayField(label="Sampai", required=False, help_text="")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [("", "Semua"), *kinds()]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            is_list = name in ("unit", "jenis")
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("sejak"), given.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", "Tanggal “Sampai” mendahului “Sejak”. Tukar keduanya")
        return given

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field is not None:
            self.fields[field].widget.attrs["class"] += " is-invalid"

    @property
    def is_wrong(self) -> bool:
        return self.is_bound and not self.is_valid()

    def said(self) -> str:
        """The filter in words; nothing when everything is asked for."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        names = dict(self.fields["jenis"].choices)  # type: ignore[attr-defined]
        words = {**given, "jenis": names.get(given.get("jenis"), "") if given.get("jenis") else ""}
        parts = [
            f"{self.fields[name].label}: {format_date(value) if isinstance(value, date) else value}"
            for name, value in words.items()
            if value
        ]
        return f"{'; '.join(parts)}." if parts else ""

    def asked(self) -> HistoryAsked:
        """What is asked for; everything where nothing was sent. Not for a form that is wrong."""
        if not self.is_bound or not self.is_valid():
            return HistoryAsked()
        given = self.cleaned_data
        return HistoryAsked(
            words=given["q"],
            person=given["orang"],
            unit=given["unit"].pk if given["unit"] else None,
            kind=given["jenis"],
            since=given["sejak"],
            until=given["sampai"],
        )

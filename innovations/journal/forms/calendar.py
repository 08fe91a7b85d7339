"""What the public calendar is filtered by."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices.journal import JournalKind
from innovations.journal.queries.calendar import innovations_with_activities
from innovations.models import Innovation
from organizations.forms.words import choice

SELECT = {"class": "form-select"}


class CalendarForm(forms.Form):
    inovasi = forms.ModelChoiceField(
        label="Inovasi", required=False, queryset=Innovation.objects.none(),
        to_field_name="slug", empty_label="Semua inovasi", widget=forms.Select(attrs=SELECT),
        error_messages={"invalid_choice": "Inovasi ini tidak ada di kalender. Pilih dari daftar."},
    )  # fmt: skip
    jenis = choice("Jenis kegiatan", [("", "Semua jenis"), *JournalKind.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries: Any = self.fields["inovasi"]
        entries.queryset = innovations_with_activities()
        self.fields["jenis"].widget.attrs.update(SELECT)

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)

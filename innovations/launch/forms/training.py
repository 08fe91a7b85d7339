"""Forms of a training cohort, of a participant's innovation, and of its papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices.launch import PaperKind, Programme
from innovations.models import Innovation
from innovations.registry.forms.fields import found_entry
from organizations.forms.dates import DayField
from organizations.forms.figures import YearField
from organizations.forms.marked import MarkedForm
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice, text

POSITION = "Jabatannya saja, bukan nama orang"


class CohortForm(MarkedForm):
    programme = choice("Pelatihan", Programme.choices)
    batch = text("Angkatan", 20, hint="Misalnya: I")
    year = YearField(label="Tahun", required=True)
    organiser = text("Penyelenggara", 160, required=False)
    begins_on = DayField(label="Mulai", required=False)
    ends_on = DayField(label="Selesai", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("begins_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError("Selesai tidak boleh sebelum mulai"))
        return given


class ProjectForm(MarkedForm):
    innovation = text("Inovasi", 120, hint="Nama inovasi di registri")
    participant = text("Jabatan peserta", 160, hint=POSITION)
    mentor = text("Jabatan mentor", 160, required=False, hint=f"Atasan langsung. {POSITION}")
    coach = text("Jabatan coach", 160, required=False, hint=POSITION)
    outcome = text("Hasil pelatihan", 200, required=False, hint="Misalnya: lulus")

    def __init__(self, *args: Any, user: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not is_new:
            del self.fields["innovation"]

    def clean_innovation(self) -> Innovation:
        return found_entry(self.user, self.cleaned_data["innovation"])


class PaperForm(forms.Form):
    kind = choice("Jenis berkas", PaperKind.choices)
    file = UploadField(
        label="Berkas",
        help_text="PDF atau foto, paling besar 10 MB",
        error_messages={"required": "Pilih berkasnya"},
    )

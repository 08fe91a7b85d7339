"""Where a proposal was sent on to, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices.competition import ForwardLevel
from organizations.forms.dates import DayField
from organizations.forms.figures import YearField
from organizations.forms.words import choice, text

FIELDS = ("level", "competition", "year", "sent_on", "stage", "outcome")


class ForwardingForm(forms.Form):
    level = choice("Tingkat", ForwardLevel.choices)
    competition = text("Kompetisi", 160, hint="Misalnya: KOVABLIK Jawa Timur")
    year = YearField(label="Tahun", required=True)
    sent_on = DayField(label="Tanggal dikirim")
    stage = text("Tahap yang dicapai", 120, required=False, hint="Misalnya: wawancara")
    outcome = text("Hasil", 120, required=False, hint="Kosongkan selama belum diumumkan")
    is_award = forms.BooleanField(label="Hasil ini penghargaan", required=False)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

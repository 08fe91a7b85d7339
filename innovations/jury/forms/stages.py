"""Appointing a juror by hand."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.jury.forms.jurors import ProposalField
from innovations.models import Juror
from organizations.forms.words import text


class JurorField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label="Juri",
            queryset=Juror.objects.none(),
            empty_label="Pilih juri",
            error_messages={"required": "Pilih juri", "invalid_choice": "Pilih juri dari daftar"},
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.institution})"


class AppointForm(forms.Form):
    proposal = ProposalField()
    juror = JurorField()
    reason = text("Alasan penunjukan langsung", 240, rows=2)

    def __init__(self, *args: Any, proposals: Any, jurors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["proposal"].queryset = proposals
        fields["juror"].queryset = jurors

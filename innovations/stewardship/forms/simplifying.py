"""The decision about an innovation that may double another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.models import Innovation
from innovations.registry.queries.listing import entries_named
from innovations.stewardship.actions.simplifying import KEEP, MERGE, RETIRE
from organizations.forms.dates import DayField
from organizations.forms.words import choice
from organizations.forms.words import text as text_field

DECISIONS = [(KEEP, "Tetap berjalan"), (MERGE, "Gabung ke inovasi lain"), (RETIRE, "Hentikan")]
UNKNOWN = "Tidak ada inovasi bernama “{name}”. Tulis nama atau alamatnya persis."
SEVERAL = "Lebih dari satu inovasi bernama “{name}”. Tulis alamatnya."


class DecisionForm(forms.Form):
    decision = choice("Keputusan", DECISIONS)
    successor = text_field(
        "Dilanjutkan oleh", 120, required=False,
        hint="Nama atau alamat inovasi yang melanjutkan; wajib bila digabung",
    )  # fmt: skip
    on = DayField(label="Berakhir pada", required=False, help_text="Bila digabung atau dihentikan")
    reason = text_field("Alasan", 2_000, rows=4, hint="Tercatat dalam riwayat inovasi")

    def __init__(self, *args: Any, user: Any, offered: Sequence[Innovation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["decision"].widget = forms.RadioSelect(choices=DECISIONS)
        names = ", ".join(one.name for one in offered[:3])
        if names:
            hint = self.fields["successor"].help_text
            self.fields["successor"].help_text = f"{hint}. Misalnya: {names}"

    def clean_successor(self) -> Innovation | None:
        name = self.cleaned_data["successor"].strip()
        if not name:
            return None
        found = entries_named(self.user, name)
        if len(found) != 1:
            raise ValidationError((SEVERAL if found else UNKNOWN).format(name=name))
        return found[0]

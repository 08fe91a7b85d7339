"""The one question about usefulness."""

from __future__ import annotations

from django import forms

from innovations.choices.citizens import Usefulness
from innovations.citizens.forms.open import OpenForm


class RatingForm(OpenForm):
    score = forms.TypedChoiceField(
        label="Seberapa berguna inovasi ini bagi Anda?",
        choices=Usefulness.choices,
        coerce=int,
        widget=forms.RadioSelect,
        help_text="Tanpa nama dan tanpa akun",
        error_messages={"required": "Pilih satu jawaban", "invalid_choice": "Pilih dari daftar"},
    )

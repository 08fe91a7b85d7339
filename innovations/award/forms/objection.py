"""What a unit writes against a result."""

from __future__ import annotations

from django import forms

from organizations.forms.words import text


class ObjectionForm(forms.Form):
    text = text("Sanggahan", 4_000, rows=8, hint="Tulis bagian mana yang tidak sesuai dan buktinya")

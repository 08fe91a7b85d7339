"""What is looked at again after the announcement, and why nothing changed."""

from __future__ import annotations

from django import forms

from organizations.forms.words import text


class CorrectionForm(forms.Form):
    reason = text(
        "Alasan koreksi", 1_000, rows=4,
        hint="Tampil di halaman hasil untuk semua orang; jangan sebut nama juri",
    )  # fmt: skip


class CorrectionCloseForm(forms.Form):
    outcome = text("Alasan hasil tidak berubah", 1_000, rows=4)

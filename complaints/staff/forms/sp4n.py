"""The number of SP4N-LAPOR! on one report."""

from __future__ import annotations

from django import forms

from complaints.staff.actions.sp4n import LONGEST
from complaints.staff.forms.acts import CaseForm


class Sp4nNumberForm(CaseForm):
    number = forms.CharField(
        label="Nomor di SP4N-LAPOR! (tracking ID)",
        help_text="Kosongkan bila laporan ini tidak ada di sana",
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"Nomor paling panjang {LONGEST} huruf"},
    )

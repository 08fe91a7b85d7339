"""Forms of a milestone: the promise, and its evidence."""

from __future__ import annotations

from django import forms

from innovations.choices.launch import Term
from innovations.registry.forms.fields import link
from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice, text


class MilestoneForm(MarkedForm):
    term = choice(
        "Jangka",
        Term.choices,
        hint="Lazimnya: pendek dua bulan, menengah satu tahun, panjang lebih",
    )
    output = text(
        "Keluaran", 300, hint="Yang dapat dilihat bila tercapai, misalnya: SOP ditetapkan"
    )
    due_on = DayField(label="Tanggal target")


class EvidenceForm(forms.Form):
    done_on = DayField(label="Tanggal tercapai")
    link = link("Tautan bukti", "Halaman yang dapat dibuka pemeriksa")
    file = UploadField(
        label="Berkas bukti", required=False, help_text="PDF atau foto, paling besar 10 MB"
    )
    note = text("Keterangan", 2_000, required=False, rows=3)

"""Forms of a follow-up: the plan, its report."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice
from organizations.forms.words import text as text_field
from surveys.choices import Element

FILE_HINT = "PDF atau foto, paling besar 10 MB"
OWNER_HINT = "Jabatan atau tim, bukan nama orang; tampil untuk umum sesudah hasil diumumkan"


class WordsForm(forms.Form):
    """The search above a list."""

    kata = forms.CharField(
        label="Cari unit atau perangkat daerah", required=False, max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"max_length": "Kata pencarian paling panjang 80 huruf"},
    )  # fmt: skip


class PlanForm(MarkedForm):
    element = choice("Unsur", [("", "Pilih unsur"), *Element.choices])
    issue = text_field(
        "Masalah", 2_000, required=False, rows=3,
        hint="Apa yang membuat nilainya rendah, misalnya dari saran responden",
    )  # fmt: skip
    action = text_field(
        "Kegiatan", 2_000, rows=3, hint="Yang akan dilakukan, dapat dilihat hasilnya"
    )
    owner = text_field("Penanggung jawab", 160, hint=OWNER_HINT)
    due_on = DayField(
        label="Paling lambat",
        help_text="Misalnya 31 Maret 2027; triwulannya dihitung dari tanggal ini",
        error_messages={"required": "Isi tanggal paling lambat"},
    )


class AgreementForm(PlanForm):
    """What a forum agreed on; it may be about an element."""

    element = choice("Unsur", [("", "Bukan tentang satu unsur"), *Element.choices], required=False)
    issue = text_field("Masalah", 2_000, rows=3)
    action = text_field("Kesepakatan", 2_000, rows=3)


class ReportForm(forms.Form):
    outcome = text_field(
        "Hasil yang dicapai", 2_000, rows=4, hint="Tampil untuk umum sesudah hasil diumumkan"
    )
    done_on = DayField(label="Tanggal selesai", error_messages={"required": "Isi tanggal selesai"})
    file = UploadField(label="Bukti", required=False, help_text=FILE_HINT)

    def __init__(self, *args: Any, has_proof: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_proof:
            self.fields["file"].help_text = f"{FILE_HINT}. Kosongkan bila bukti lama masih berlaku."

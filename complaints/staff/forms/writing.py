"""What officers write: questions, news, answers, closings, notes, reasons."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from complaints.choices import Outcome
from complaints.staff.forms.acts import CaseForm, words
from organizations.forms.uploads import UploadField

LONG = 10_000


def photo(label: str, hint: str = "") -> UploadField:
    """A telephone offers its camera."""
    return UploadField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": "Foto ini kosong"},
    )


class AskForm(CaseForm):
    text = words(
        "Yang perlu dilengkapi", "Pelapor membaca kalimat ini apa adanya", rows=5, most=LONG
    )


class ReplyForm(CaseForm):
    text = words("Yang disampaikan pelapor", "Dengan kata-kata pelapor", rows=5, most=LONG)


class ProgressForm(CaseForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = words("Kabar untuk pelapor", "Pelapor membaca kalimat ini apa adanya", rows=5, most=LONG)
    photo = photo("Foto", "Dari kamera atau galeri; pelapor melihatnya")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class AnswerForm(CaseForm):
    text = words("Jawaban untuk pelapor", rows=7, most=LONG)
    photo = photo(
        "Foto hasil pekerjaan",
        "Dari kamera atau galeri; pelapor melihatnya. Tempat dan nama kamera dihapus",
    )
    nature = forms.ChoiceField(
        label="Isi kiriman ini",
        choices=[
            ("jawaban", "Jawaban: yang dilaporkan sudah ditindaklanjuti"),
            (
                "diteruskan",
                "Baru kabar bahwa laporan diteruskan; laporan dan tenggatnya tetap berjalan",
            ),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Pilih isi kiriman ini"},
    )
    public_text = words(
        "Teks untuk umum",
        "Tampil setelah diperiksa; hapus nama dan hal pribadi. Kosongkan bila tidak untuk umum",
        rows=6,
        most=LONG,
        required=False,
    )


class CloseForm(CaseForm):
    outcome = forms.ChoiceField(
        label="Hasil",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasilnya", "invalid_choice": "Pilih hasilnya"},
    )
    text = words("Penjelasan penutupan untuk pelapor", rows=8, most=2_000)
    public_text = words(
        "Teks untuk umum",
        "Tampil setelah diperiksa; kosongkan bila tidak untuk umum",
        rows=5,
        most=LONG,
        required=False,
    )
    photo = photo("Foto hasil pekerjaan")

    def __init__(self, *args: Any, needs_photo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].help_text = (
            "Perlu dilampirkan bila hasilnya selesai" if needs_photo else "Bila ada"
        )


class HoldForm(CaseForm):
    reason = words(
        "Alasan",
        "Misalnya: diperiksa Ombudsman, perkara di pengadilan, audit",
        rows=3,
        most=200,
    )


class NoteForm(forms.Form):
    text = words(
        "Tulis catatan", "Hanya dibaca petugas. Sebut rekan dengan @nama, misalnya @sari", rows=3
    )


class ReasonForm(CaseForm):
    reason = words("Alasan", rows=3, most=1_000)

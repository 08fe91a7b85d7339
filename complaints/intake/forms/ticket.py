"""Opening a ticket, and what its holder may say."""

from __future__ import annotations

from django import forms

from complaints.clock.actions.moving import LONGEST_TEXT
from complaints.intake.actions.coming import TOO_LONG
from complaints.intake.forms.files import FilesField
from complaints.intake.forms.report import WorkForm


class UnlockForm(WorkForm):
    number = forms.CharField(
        label="Nomor laporan",
        help_text="Misalnya SK-7M2K-9QTX",
        max_length=40,
        error_messages={
            "required": "Isi nomor laporan",
            "max_length": "Nomor paling panjang 40 huruf",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    secret = forms.CharField(
        label="Kode rahasia",
        help_text="Enam belas huruf dan angka dari bukti laporan; huruf besar atau kecil sama saja",
        max_length=60,
        error_messages={
            "required": "Isi kode rahasia",
            "max_length": "Kode paling panjang 60 huruf",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class MessageForm(forms.Form):
    text = forms.CharField(
        label="Tulis pesan",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": TOO_LONG},
    )
    files = FilesField(label="Foto atau berkas")
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class WordsForm(forms.Form):
    """Moves of the reporter that need words."""

    text = forms.CharField(
        label="Apa yang belum selesai?",
        help_text="Petugas membaca ini lebih dulu, jadi sebutkan yang masih kurang",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        error_messages={"required": "Tulis apa yang belum selesai", "max_length": TOO_LONG},
    )


class RatingForm(forms.Form):
    stars = forms.TypedChoiceField(
        label="Bagaimana penanganannya?",
        coerce=int,
        choices=[(4, "Sangat baik"), (3, "Baik"), (2, "Kurang baik"), (1, "Tidak baik")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu", "invalid_choice": "Pilih salah satu"},
    )
    text = forms.CharField(
        label="Pendapat Anda",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": TOO_LONG},
    )


class PrivacyForm(forms.Form):
    is_anonymous = forms.BooleanField(
        label="Anonim: petugas yang menangani tidak tahu siapa saya", required=False
    )
    is_secret = forms.BooleanField(
        label="Rahasia: isi laporan tidak tampil di halaman umum", required=False
    )

"""Opening a ticket, and what its holder may say."""

from __future__ import annotations

from django import forms


class UnlockForm(forms.Form):
    number = forms.CharField(
        label="Nomor laporan",
        help_text="Misalnya SK-7M2K-9QTX",
        max_length=40,
        error_messages={"required": "Isi nomor laporan", "max_length": "Nomor ini terlalu panjang"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    secret = forms.CharField(
        label="Kode rahasia",
        help_text="Enam belas huruf dan angka dari bukti laporan; huruf besar atau kecil sama saja",
        max_length=60,
        error_messages={"required": "Isi kode rahasia", "max_length": "Kode ini terlalu panjang"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

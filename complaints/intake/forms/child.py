"""The one page of a report about a child; only what happened has to be filled in."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from complaints.clock.actions.moving import LONGEST_TEXT
from complaints.intake.forms.files import FilesField

SHORT = 1_000


def _words(label: str, hint: str, rows: int = 3, most: int = SHORT, **more: Any) -> Any:
    told = f"{label} paling panjang {most:,} huruf".replace(",", ".")
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={"max_length": told, **more.pop("error_messages", {})},
        **more,
    )


class ChildReportForm(forms.Form):
    in_danger = forms.BooleanField(label="Anak sedang dalam bahaya sekarang", required=False)
    text = _words(
        "Apa yang terjadi?",
        "Tulis dengan kata-kata sendiri; sedikit pun cukup",
        rows=6,
        most=LONGEST_TEXT,
        error_messages={"required": "Tulis apa yang terjadi, satu kalimat pun cukup"},
    )
    child = _words("Tentang anak", "Siapa, berapa umurnya, sekolah atau rumahnya", required=False)
    place = _words("Tempat", "Di mana terjadinya, atau di mana anak sekarang", 2, required=False)
    contact = _words(
        "Cara menghubungi Anda",
        "Nomor telepon, surel, atau lewat orang yang Anda percaya. Boleh kosong",
        2,
        required=False,
    )
    safe = _words(
        "Kapan dan bagaimana aman dihubungi?",
        "Misalnya: hanya pesan singkat, sesudah pukul 13, jangan menelepon",
        2,
        required=False,
    )
    files = FilesField(label="Foto atau berkas")
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"client_key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What the action takes; the safe way stands with the contact."""
        found = dict(self.cleaned_data)
        found["uploads"] = found.pop("files")
        if safe := found.pop("safe").strip():
            found["contact"] = f"{found['contact'].strip()}\nAman dihubungi: {safe}".strip()
        return found

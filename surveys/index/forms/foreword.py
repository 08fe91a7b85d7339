"""The head's words, and one photo at a time."""

from __future__ import annotations

from organizations.forms.marked import MarkedForm
from organizations.forms.uploads import UploadField
from organizations.forms.words import text as text_field


class ForewordForm(MarkedForm):
    text = text_field(
        "Kata pengantar", 6_000, required=False, rows=10,
        hint="Dari kepala perangkat daerah; tercetak sesudah daftar isi. Kosong: tidak dicetak",
    )  # fmt: skip
    file = UploadField(
        label="Tambah foto", required=False,
        help_text="JPG, PNG, WebP, atau HEIC sampai 10 MB. Lokasi dan keterangan kamera dibuang. "
        "Pilih foto tanpa wajah responden.",
    )  # fmt: skip
    caption = text_field("Keterangan foto", 160, required=False, hint="Mis. Loket pagi hari")

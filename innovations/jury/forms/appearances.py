"""Forms of the schedule: when and where, and the photos of a visit."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.jury.forms.jurors import ProposalField
from organizations.forms.marked import MarkedForm
from organizations.forms.moments import moment
from organizations.forms.uploads import UploadField
from organizations.forms.words import text

PHOTO_HINT = "JPG, PNG, WebP, atau HEIC, paling besar 10 MB. Lokasi dan data kamera dihapus."


class AppearanceForm(MarkedForm):
    begins_at = moment("Mulai")
    ends_at = moment("Selesai")
    place = text("Tempat atau tautan", 240)
    note = text(
        "Hasil kunjungan", 4_000, required=False, rows=4,
        hint="Yang ditemukan di lapangan; dibaca juri proposal ini",
    )  # fmt: skip


class AppearanceCreateForm(AppearanceForm):
    proposal = ProposalField()
    field_order = ("proposal", "begins_at", "ends_at", "place", "note")

    def __init__(self, *args: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["proposal"]
        chosen.queryset = proposals


class VisitPhotoForm(forms.Form):
    file = UploadField(
        label="Foto", help_text=PHOTO_HINT, error_messages={"required": "Pilih fotonya"}
    )
    caption = text("Keterangan foto", 200, hint="Apa yang tampak pada foto")

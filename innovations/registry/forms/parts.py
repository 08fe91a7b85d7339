"""Forms of what stands beside the words: figures before and after, awards, files."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices import AwardLevel, FileKind
from organizations.forms.figures import NumberField, YearField
from organizations.forms.marked import MarkedForm
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice, text

FILE_HINT = (
    "Foto: JPG, PNG, WebP, atau HEIC. Profil: PDF paling besar 5 MB. Anggaran: PDF paling besar "
    "2 MB. Lainnya: PDF atau foto paling besar 10 MB."
)


def _figure(label: str) -> Any:
    return NumberField(
        label=label, required=True, decimals=4,
        error_messages={"required": f"Isi angka {label.lower()}"},
    )  # fmt: skip


class ComparisonForm(MarkedForm):
    label = text("Ukuran", 160, hint="Misalnya: lama antre")
    unit = text("Satuan", 40, hint="Misalnya: menit")
    before = _figure("Sebelum")
    before_year = YearField(label="Tahun sebelum", required=True)
    after = _figure("Sesudah")
    after_year = YearField(label="Tahun sesudah", required=True)


class AwardForm(MarkedForm):
    competition = text("Kompetisi", 160)
    level = choice("Tingkat", AwardLevel.choices)
    year = YearField(label="Tahun")
    result = text("Hasil", 120, hint="Misalnya: 5 terbaik")


class FileForm(forms.Form):
    kind = choice("Jenis berkas", FileKind.choices)
    file = UploadField(
        label="Berkas", help_text=FILE_HINT, error_messages={"required": "Pilih berkasnya"}
    )
    caption = text("Keterangan", 200, required=False, hint="Untuk foto: apa yang tampak")
    is_public = forms.BooleanField(label="Tampil di halaman publik", required=False)

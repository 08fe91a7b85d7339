"""Forms of a checklist: itself, its items, its units, its award categories."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.intake.queries.areas import areas_in_use
from innovations.models.adoption import ITEM_CODE
from organizations.forms.dates import DayField
from organizations.forms.figures import NumberField
from organizations.forms.marked import MarkedForm
from organizations.forms.words import number, text


class ChecklistForm(MarkedForm):
    unit_word = text(
        "Sebutan satuan", 40, hint="Siapa yang mengadopsi, misalnya: sekolah, puskesmas, kelurahan"
    )
    goal = text(
        "Tujuan daftar", 300, required=False, rows=3,
        hint="Misalnya: setiap sekolah mempunyai mekanisme, kelompok kerja, dan LPPAR",
    )  # fmt: skip


class ItemForm(MarkedForm):
    code = text("Kode", 30, hint="Nama kolom di berkas impor, misalnya mekanisme")
    name = text("Nama butir", 120)
    hint = text("Penjelasan", 300, required=False, rows=2, hint="Kapan butir ini terpenuhi")
    position = number("Urutan", 999, least=1)
    weight = NumberField(
        label="Bobot", required=True, decimals=2, allow_negative=False,
        help_text="1 bila semua butir sama penting",
        error_messages={"required": "Isi bobot"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(ITEM_CODE)


class ItemEndForm(forms.Form):
    last = DayField(
        label="Dihitung sampai",
        help_text="Hari terakhir butir ini diminta; yang sudah dihitung tetap dihitung",
    )


class AreaField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.parent.name}" if obj.parent else f"Kecamatan {obj.name}"


class UnitForm(MarkedForm):
    code = text("Kode", 20, hint="Untuk sekolah: NPSN")
    name = text("Nama", 160)
    kind = text("Jenis", 20, hint="Misalnya SD, SMP, SMA, atau puskesmas")
    area = AreaField(
        label="Kecamatan atau kelurahan", required=False, empty_label="Belum diketahui",
        queryset=None,
        error_messages={"invalid_choice": "Pilih wilayah dari daftar"},
    )  # fmt: skip
    since = DayField(label="Aktif sejak", error_messages={"required": "Isi tanggal aktif sejak"})
    until = DayField(
        label="Aktif sampai", required=False, help_text="Hari terakhir, bila satuan ini sudah tutup"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.queryset = areas_in_use()


class BandForm(MarkedForm):
    label = text("Nama kategori", 80, hint="Misalnya: Sekolah Siap")
    minimum = NumberField(
        label="Paling sedikit (persen)", required=True, decimals=2, allow_negative=False,
        help_text="100 berarti semua butir terpenuhi",
        error_messages={"required": "Isi batas paling sedikit"},
    )  # fmt: skip

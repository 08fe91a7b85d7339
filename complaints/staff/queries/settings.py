"""What the settings pages list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from complaints.models import (
    AnswerTemplate,
    Area,
    Category,
    LadderStep,
    Remedy,
    RetentionRule,
    Route,
    SearchWord,
    Term,
)
from organizations.formatting import format_date

Cell = Callable[[Any], str]


@dataclass(frozen=True)
class Kind:
    """A kind of setting: its address, words, columns, and how its list is read."""

    name: str
    path: str
    title: str
    lead: str
    model: type[Model]
    columns: Sequence[tuple[str, Cell]]
    related: Sequence[str] = ()

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)

    def rows(self) -> QuerySet:
        return self.model._default_manager.select_related(*self.related)

    def row(self, pk: int) -> Any:
        return self.rows().filter(pk=pk).first()


def _until(row: Any) -> str:
    until = format_date(row.valid_to) if row.valid_to else "seterusnya"
    return f"{format_date(row.valid_from)} – {until}"


def _for_class(row: Any) -> str:
    return row.get_kind_display() or "Semua jenis"


def _active(row: Any) -> str:
    return "Dipakai" if row.is_active else "Tidak dipakai"


KINDS = (
    Kind(
        "term", "tenggat", "Tenggat",
        "Berapa lama setiap langkah boleh berlangsung. Mengubahnya menghitung ulang laporan berjalan.",
        Term,
        (
            ("Langkah", lambda row: row.get_step_display()), ("Jenis", _for_class),
            ("Lama", lambda row: f"{row.amount} {row.get_unit_display()}"),
            ("Dasar hukum", lambda row: row.basis), ("Berlaku", _until),
        ),
    ),
    Kind(
        "remedy", "bila-terlambat", "Bila terlambat",
        "Yang dapat dilakukan pelapor bila kota terlambat; tampil di halaman laporannya.", Remedy,
        (
            ("Kalimat", lambda row: row.text), ("Jenis", _for_class),
            ("Dasar hukum", lambda row: row.basis), ("Berlaku", _until),
        ),
    ),
    Kind(
        "ladder", "eskalasi", "Jenjang eskalasi",
        "Pejabat yang diberi tahu bila laporan terlambat.", LadderStep,
        (
            ("Tingkat", lambda row: str(row.level)), ("Sebutan", lambda row: row.title),
            ("Hari kerja sesudah tenggat", lambda row: str(row.after_days)),
            ("Pejabat", lambda row: str(row.officer or "Belum ditunjuk")),
            ("Untuk", lambda row: str(row.unit or "Semua perangkat daerah")),
        ), ("officer", "unit"),
    ),
    Kind(
        "category", "kategori", "Kategori",
        "Yang dapat dipilih warga, dengan perangkat daerah yang biasanya menangani.", Category,
        (
            ("Nama", lambda row: row.name), ("Jenis", lambda row: row.get_default_class_display()),
            ("Perangkat daerah", lambda row: str(row.unit or "Belum diatur")),
            ("Keadaan", _active),
        ), ("unit",),
    ),
    Kind(
        "route", "penerusan", "Aturan penerusan",
        "Siapa yang menangani suatu kategori di suatu wilayah.", Route,
        (
            ("Kategori", lambda row: str(row.category)),
            ("Wilayah", lambda row: str(row.area or "Semua wilayah")),
            ("Perangkat daerah", lambda row: str(row.unit)),
        ), ("category", "area", "unit"),
    ),
    Kind(
        "area", "wilayah", "Wilayah",
        "Kecamatan dan kelurahan; garis batas dibawa masuk dari berkas GeoJSON.", Area,
        (
            ("Kode", lambda row: row.code), ("Nama", lambda row: row.name),
            ("Kecamatan", lambda row: str(row.parent or "–")),
            ("Garis batas", lambda row: "Ada" if row.outline else "Belum ada"),
            ("Keadaan", _active),
        ), ("parent",),
    ),
    Kind(
        "template", "templat", "Templat jawaban",
        "Kalimat siap pakai dengan tempat isian.", AnswerTemplate,
        (
            ("Nama", lambda row: row.name),
            ("Untuk status", lambda row: row.get_for_state_display() or "Semua"),
            ("Kategori", lambda row: str(row.category or "Semua")), ("Keadaan", _active),
        ), ("category",),
    ),
    Kind(
        "retention", "masa-simpan", "Masa simpan",
        "Berapa lama isi laporan disimpan sesudah berakhir. Yang belum berlaku hanya usulan.",
        RetentionRule,
        (
            ("Untuk", lambda row: row.get_what_display()), ("Jenis", _for_class),
            ("Status akhir", lambda row: row.get_state_display() or "Semua"),
            ("Bulan", lambda row: str(row.months)), ("Dasar hukum", lambda row: row.basis),
            ("Keadaan", lambda row: "Berlaku" if row.is_active else "Usulan"),
        ),
    ),
    Kind(
        "word", "kata", "Kata pencarian",
        "Kata yang dilewati pencarian, dan kata yang berarti sama.", SearchWord,
        (
            ("Kata", lambda row: row.word),
            ("Sama dengan", lambda row: row.means or "dilewati pencarian"),
        ),
    ),
)  # fmt: skip

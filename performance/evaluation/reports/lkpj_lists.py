"""The yearly lists of the LKPJ as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from organizations.formatting import format_date
from performance.evaluation.queries.lkpj import Lkpj
from reports.definitions import Cell, Column

Lines = list[dict[str, Cell]]


def filled_text(name: str, title: str, share: float, width: int = 30) -> Column:
    return Column(name, title, width=width, share=share)


def filled_day(name: str, title: str, share: float) -> Column:
    return Column(name, title, "date", width=18, share=share)


NUMBER = Column("no", "No", "integer", width=6, share=2)
OWNER = filled_text("penanggung_jawab", "Perangkat daerah", 6, 18)
LAWS = (
    NUMBER,
    filled_text("jenis", "Jenis", 12),
    filled_text("nomor", "Nomor", 12),
    filled_day("tanggal", "Tanggal", 10),
    filled_text("nama", "Tentang", 36, 60),
    filled_text("alasan", "Alasan perubahan", 28, 48),
)
POLICIES = (
    NUMBER,
    filled_text("nama", "Kebijakan strategis", 34, 60),
    filled_text("dasar", "Dasar hukum", 26, 44),
    filled_text("masalah", "Masalah yang diatasi", 30, 48),
    OWNER,
)
ADVICE = (
    NUMBER,
    filled_text("nomor", "Nomor", 6, 12),
    filled_text("nama", "Rekomendasi DPRD", 32, 60),
    filled_text("tindak_lanjut", "Tindak lanjut", 30, 60),
    filled_text("status", "Status", 7, 12),
    filled_day("batas", "Batas waktu", 8),
    filled_text("bukti", "Bukti", 13, 30),
    OWNER,
)
AWARDS = (
    NUMBER,
    filled_text("nama", "Penghargaan", 40, 60),
    filled_text("pemberi", "Pemberi", 26, 40),
    filled_text("tingkat", "Tingkat", 12),
    filled_day("tanggal", "Tanggal", 10),
    OWNER,
)
TASKS = (
    NUMBER,
    filled_text("arah", "Arah", 9, 24),
    filled_text("pemberi", "Pemberi tugas", 12, 30),
    filled_text("nama", "Program dan kegiatan", 18, 44),
    filled_text("dasar", "Dasar hukum", 12, 30),
    filled_text("lokasi", "Lokasi", 8, 24),
    filled_text("target", "Target", 9, 24),
    filled_text("realisasi", "Realisasi", 9, 24),
    Column("pagu_rp", "Anggaran (Rp)", "rupiah", 0, 18, share=7),
    Column("realisasi_rp", "Realisasi (Rp)", "rupiah", 0, 18, share=7),
    filled_text("permasalahan", "Permasalahan", 9, 40),
    filled_text("solusi", "Solusi", 9, 40),
    OWNER,
)


def _owner(row: Any) -> str:
    return row.organization.short_name if row.organization else "Kota"


def _day(value: Any) -> str:
    return format_date(value) if value else ""


def laws_rows(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.laws:
        yield {
            "jenis": row.get_kind_display(),
            "nomor": row.number,
            "tanggal": _day(row.enacted_on),
            "nama": row.about,
            "alasan": row.reason,
        }


def policies_rows(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.policies:
        yield {
            "nama": row.title,
            "dasar": row.legal_basis,
            "masalah": row.problem,
            "penanggung_jawab": _owner(row),
        }


def advice_rows(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.recommendations:
        yield {
            "nomor": row.number,
            "nama": row.text,
            "tindak_lanjut": row.follow_up,
            "status": row.get_state_display(),
            "batas": _day(row.due),
            "bukti": row.proof,
            "penanggung_jawab": _owner(row),
        }


def awards_rows(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.awards:
        yield {
            "nama": row.name,
            "pemberi": row.giver,
            "tingkat": row.get_level_display(),
            "tanggal": _day(row.received_on),
            "penanggung_jawab": _owner(row),
        }


def tasks_rows(found: Lkpj) -> Iterator[dict[str, Cell]]:
    for row in found.tasks:
        yield {
            "arah": row.get_direction_display(),
            "pemberi": row.giver,
            "nama": row.program,
            "dasar": row.legal_basis,
            "lokasi": row.location,
            "target": row.target,
            "realisasi": row.realized,
            "pagu_rp": row.pagu,
            "realisasi_rp": row.spent,
            "permasalahan": row.problem,
            "solusi": row.solution,
            "penanggung_jawab": _owner(row),
        }

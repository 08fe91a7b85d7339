"""The columns of the tables of the LKjIP."""

from __future__ import annotations

from performance.evaluation.reports.columns import LEVEL
from reports.definitions import Cell, Column

Line = dict[str, Cell]
GOAL, INDICATOR = (
    Column("sasaran", "Tujuan/sasaran", width=40),
    Column("indikator", "Indikator", width=44),
)
UNIT = Column("satuan", "Satuan", width=14)


def quantity_text(name: str, title: str) -> Column:
    return Column(name, title, "quantity", 6, 14)


def percent_text(name: str, title: str) -> Column:
    return Column(name, title, "percent", 2, 12)


def _rupiah(name: str, title: str) -> Column:
    return Column(name, title, "rupiah", 0, 20)


_T1 = (
    GOAL,
    INDICATOR,
    UNIT,
    quantity_text("target", "Target"),
    quantity_text("realisasi", "Realisasi"),
    percent_text("capaian_persen", "Capaian (%)"),
    Column("predikat", "Predikat", width=16),
    Column("perjanjian_kinerja", "Perjanjian Kinerja", width=12),
)
_T3 = (
    GOAL,
    INDICATOR,
    UNIT,
    quantity_text("realisasi", "Realisasi"),
    quantity_text("target_akhir", "Target akhir periode"),
    percent_text("kemajuan_persen", "Tingkat kemajuan (%)"),
)
_T4 = (
    GOAL,
    INDICATOR,
    UNIT,
    quantity_text("realisasi", "Realisasi"),
    quantity_text("standar_nasional", "Standar nasional"),
    quantity_text("selisih", "Lebih/kurang"),
    Column("sumber_standar", "Sumber", width=30),
)
_T5 = (
    GOAL,
    percent_text("capaian_persen", "Capaian (%)"),
    _rupiah("pagu_rp", "Pagu (Rp)"),
    _rupiah("realisasi_rp", "Realisasi (Rp)"),
    percent_text("serapan_persen", "Serapan (%)"),
    percent_text("efisiensi_poin", "Selisih (poin)"),
    Column("simpulan", "Simpulan", width=18),
)
_T6 = (
    Column("kode", "Kode", width=18),
    Column("program", "Program", width=50),
    _rupiah("pagu_rp", "Pagu (Rp)"),
    _rupiah("realisasi_rp", "Realisasi (Rp)"),
    percent_text("serapan_persen", "Serapan (%)"),
)
T7 = (
    LEVEL,
    Column("kode", "Kode", width=20),
    Column("nama", "Program/kegiatan/sub kegiatan", width=50),
    INDICATOR,
    UNIT,
    quantity_text("target", "Target"),
    quantity_text("realisasi", "Realisasi"),
    percent_text("capaian_persen", "Capaian (%)"),
    _rupiah("pagu_rp", "Pagu (Rp)"),
    _rupiah("realisasi_rp", "Realisasi (Rp)"),
    percent_text("serapan_persen", "Serapan (%)"),
)

"""The columns of the tables of the LHE."""

from __future__ import annotations

from reports.definitions import Cell, Column

Line = dict[str, Cell]
WORDS = {"Y": "Ya", "T": "Belum"}
TOTAL = "Nilai akuntabilitas kinerja"


def _points(name: str, title: str) -> Column:
    return Column(name, title, "quantity", 6, 12)


SHEET = (
    Column("tingkat", "Tingkat", width=14),
    Column("kode", "Kode", width=8),
    Column("uraian", "Uraian", width=60),
    _points("bobot", "Bobot"),
    _points("jawaban_mandiri", "Jawaban mandiri"),
    _points("nilai_mandiri", "Nilai mandiri"),
    _points("jawaban_akhir", "Jawaban akhir"),
    _points("nilai_akhir", "Nilai akhir"),
    Column("bukti", "Jumlah bukti", "integer", 0, 10),
    Column("catatan", "Catatan", width=60),
)
COMPONENTS = (
    Column("kode", "Kode", width=8),
    Column("komponen", "Komponen", width=44),
    _points("bobot", "Bobot"),
    _points("nilai_mandiri", "Nilai mandiri"),
    _points("nilai_akhir", "Nilai akhir"),
    _points("nilai_tahun_lalu", "Nilai tahun lalu"),
    _points("selisih", "Selisih"),
)
ADVICE = (
    Column("no", "No", "integer", 0, 6),
    Column("komponen", "Komponen", width=34),
    Column("rekomendasi", "Rekomendasi", width=60),
    Column("batas_waktu", "Batas waktu", "date", width=18),
    Column("status", "Status", width=18),
    Column("tindak_lanjut", "Tindak lanjut", width=50),
)

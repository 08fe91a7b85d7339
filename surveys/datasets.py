"""The open data of the survey: announced results, never an answer."""

from __future__ import annotations

from reports.datasets import DATA_SETS, DataSet, Field
from surveys.choices import Element
from surveys.public.queries.rows import result_rows, result_stamp, result_years

DAY = "tanggal, misalnya 2026-06-30"
HIDDEN = "kosong: belum ada data, atau disembunyikan"
DATA_SETS.file(
    DataSet(
        slug="skm",
        title="Survei kepuasan masyarakat",
        description=(
            "Hasil survei kepuasan setiap unit layanan yang sudah diumumkan: indeks, mutu, "
            "kesembilan unsur, dan jumlah responden. Jawaban responden tidak ada di dalamnya; "
            "indeks dari kurang dari lima responden disembunyikan."
        ),
        fields=(
            Field("tahun", "bilangan", "Tahun berakhirnya periode"),
            Field("kode_opd", "teks", "Kode perangkat daerah"),
            Field("nama_opd", "teks", "Nama perangkat daerah"),
            Field("kode_unit", "teks", "Kode unit layanan"),
            Field("nama_unit", "teks", "Nama unit layanan"),
            Field("periode", "teks", "Kode periode, misalnya 2026-S1"),
            Field("mulai", "teks", "Hari pertama periode", DAY),
            Field("sampai", "teks", "Hari terakhir periode", DAY),
            Field("diumumkan", "teks", "Hari diumumkan", DAY),
            Field("responden", "bilangan", "Jawaban lengkap", "orang"),
            Field("target", "bilangan", "Responden yang diperlukan; 0: tidak diketahui", "orang"),
            Field("indeks", "bilangan", f"Indeks kepuasan, 25 sampai 100; {HIDDEN}"),
            Field("mutu", "teks", f"A, B, C, atau D; {HIDDEN}"),
            *(
                Field(one.value, "bilangan", f"Nilai rata-rata unsur, 1 sampai 4: {one.label}")
                for one in Element
            ),
            Field("keterangan", "teks", "Mengapa indeks kosong"),
        ),
        rows=result_rows,
        years=result_years,
        stamp=result_stamp,
    )
)

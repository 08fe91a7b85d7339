"""The open data of innovations: what everybody may see of them, nothing about persons."""

from __future__ import annotations

from innovations.adoption.queries.open import (
    adoption_rows,
    adoption_stamp,
    adoption_years,
)
from innovations.award.queries.announced import (
    competition_rows,
    competition_stamp,
    competition_years,
)
from innovations.public.queries.rows import innovation_rows, innovation_stamp, innovation_years
from reports.datasets import DATA_SETS, DataSet, Field

DAY = "tanggal, misalnya 2026-06-30"
DATA_SETS.file(
    DataSet(
        slug="inovasi",
        title="Inovasi daerah",
        description=(
            "Inovasi kota yang ditayangkan, replikasi, dan rujukan dari daerah lain: apa, oleh "
            "siapa, tahapannya, penghargaannya, dan akhirnya bila sudah berakhir."
        ),
        fields=(
            Field("tahun", "bilangan", "Tahun ditayangkan"),
            Field("kode_opd", "teks", "Kode perangkat daerah pemilik; kosong: rujukan"),
            Field("nama_opd", "teks", "Nama perangkat daerah pemilik; kosong: rujukan"),
            Field("kode", "teks", "Kode inovasi; halamannya /inovasi/kode/"),
            Field("nama", "teks", "Nama inovasi"),
            Field("kepanjangan", "teks", "Kepanjangan nama"),
            Field("asal", "teks", "sendiri, replikasi, atau rujukan"),
            Field("instansi_asal", "teks", "Instansi asal replikasi atau rujukan"),
            Field("mereplikasi", "teks", "Kode inovasi yang direplikasi"),
            Field("ringkasan", "teks", "Ringkasan"),
            Field("kategori", "teks", "Kategori, misalnya kesehatan"),
            Field("bentuk", "teks", "tata_kelola, pelayanan, atau lainnya"),
            Field("jenis", "teks", "digital atau non_digital"),
            Field("inisiator", "teks", "kepala_daerah, dprd, opd, asn, atau masyarakat"),
            Field("tahapan", "teks", "inisiatif, uji_coba, atau penerapan"),
            Field("urusan", "teks", "Kode urusan pemerintahan, dipisah titik koma"),
            Field("tpb", "teks", "Nomor tujuan pembangunan berkelanjutan, dipisah titik koma"),
            Field("mulai_uji_coba", "teks", "Hari mulai uji coba", DAY),
            Field("mulai_diterapkan", "teks", "Hari mulai diterapkan", DAY),
            Field("penerima_manfaat", "teks", "Penerima manfaat"),
            Field("anggaran", "rupiah", "Anggaran setahun; kosong: tidak diisi"),
            Field("penghargaan", "teks", "Kompetisi dan hasilnya, dipisah titik koma"),
            Field("tayang", "teks", "Hari ditayangkan", DAY),
            Field("akhir", "teks", "digabung atau dihentikan; kosong: berjalan"),
            Field("berakhir", "teks", "Hari berakhir", DAY),
            Field("dilanjutkan_oleh", "teks", "Kode inovasi penerusnya"),
        ),
        rows=innovation_rows,
        years=innovation_years,
        stamp=innovation_stamp,
    )
)
DATA_SETS.file(
    DataSet(
        slug="kompetisi",
        title="Kompetisi inovasi",
        description=(
            "Peringkat, nilai, dan penghargaan kompetisi inovasi yang hasilnya sudah diumumkan, "
            "sebagaimana dibekukan."
        ),
        fields=(
            Field("tahun", "bilangan", "Tahun kompetisi"),
            Field("edisi", "teks", "Alamat edisi; halamannya /inovasi/kompetisi/edisi/"),
            Field("kompetisi", "teks", "Nama kompetisi"),
            Field("kelompok", "teks", "Kelompok yang diperingkat bersama, misalnya Umum"),
            Field("kategori", "teks", "Kategori proposal"),
            Field("kode_opd", "teks", "Kode perangkat daerah pengusul"),
            Field("nama_opd", "teks", "Nama perangkat daerah pengusul saat hasil dibekukan"),
            Field("nomor", "teks", "Nomor proposal pada edisi, misalnya P001"),
            Field("judul", "teks", "Judul proposal"),
            Field("peringkat", "bilangan", "Peringkat dalam kelompok"),
            Field("nilai", "bilangan", "Nilai akhir"),
            Field("penghargaan", "teks", "Penghargaan; kosong: tanpa penghargaan"),
            Field("proposal_masuk", "bilangan", "Proposal yang masuk pada edisi dan tidak ditarik"),
            Field("diumumkan", "teks", "Hari hasil diumumkan", DAY),
            Field("sidik", "teks", "Sidik SHA-256 hasil edisi"),
        ),
        rows=competition_rows,
        years=competition_years,
        stamp=competition_stamp,
    )
)
DATA_SETS.file(
    DataSet(
        slug="inovasi-adopsi",
        title="Adopsi inovasi",
        description=(
            "Berapa satuan, misalnya sekolah, sudah memenuhi setiap butir daftar adopsi inovasi "
            "yang tayang, per kecamatan. Angka saja: satuan mana yang belum tidak disebut."
        ),
        fields=(
            Field("tahun", "bilangan", "Tahun"),
            Field("pada", "teks", "Keadaan pada hari ini; tahun berjalan: hari dibuat", DAY),
            Field("kode", "teks", "Kode inovasi; halamannya /inovasi/kode/"),
            Field("inovasi", "teks", "Nama inovasi"),
            Field("kode_opd", "teks", "Kode perangkat daerah pemilik inovasi"),
            Field("nama_opd", "teks", "Nama perangkat daerah pemilik inovasi"),
            Field("satuan", "teks", "Yang dihitung, misalnya sekolah"),
            Field("kecamatan", "teks", "Kecamatan; kosong: seluruh kota"),
            Field("butir", "teks", "Butir daftar; kosong: semua butir bersama-sama"),
            Field("memenuhi", "bilangan", "Satuan yang memenuhi butir itu, atau semua butir"),
            Field("dari", "bilangan", "Satuan yang ada pada hari itu"),
            Field("persen", "bilangan", "Bagian yang memenuhi; semua butir: rata-rata berbobot"),
        ),
        rows=adoption_rows,
        years=adoption_years,
        stamp=adoption_stamp,
    )
)

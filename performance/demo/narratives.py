"""Plain sentences for the demonstration city's notes. They name no person and no event."""

DRIVING = (
    "Jadwal kegiatan disusun sejak awal tahun dan dipantau setiap bulan.",
    "Koordinasi antarbidang berjalan rutin sehingga hambatan cepat diselesaikan.",
    "Dukungan anggaran tersedia tepat waktu dan pengadaan dimulai lebih awal.",
    "Petugas telah mengikuti bimbingan teknis dan memakai panduan yang sama.",
    "Masyarakat dan mitra kerja ikut serta dalam pelaksanaan kegiatan.",
)
INHIBITING = (
    "Jumlah petugas teknis belum sebanding dengan beban kerja.",
    "Sebagian data pendukung terlambat diterima dari unit pelaksana.",
    "Proses pengadaan bergeser sehingga sebagian keluaran selesai di akhir periode.",
    "Cuaca dan rob mengganggu sebagian jadwal kegiatan lapangan.",
    "Perubahan prioritas anggaran mengurangi volume kegiatan.",
)
FOLLOW_UP = (
    "Menyusun ulang jadwal dan menetapkan penanggung jawab untuk setiap keluaran.",
    "Mempercepat pengadaan pada awal triwulan berikutnya.",
    "Melengkapi data dukung dan memeriksanya bersama unit pelaksana.",
    "Menambah kegiatan pendampingan pada lokasi yang capaiannya rendah.",
    "Mengusulkan penyesuaian target pada perubahan Renja bila diperlukan.",
)
FOLLOW_UP_PLAN = (
    "Menjadikan kegiatan dengan capaian rendah sebagai prioritas pada Renja tahun berikutnya.",
    "Menyelaraskan target keluaran dengan kemampuan anggaran pada Renja berikutnya.",
    "Memperkuat pengumpulan data sejak triwulan pertama pada Renja berikutnya.",
)

"""What officers and reporters of the demonstration say."""

SEEN = (
    "Terima kasih. Petugas kami sudah meninjau lokasi dan menjadwalkan penanganannya.",
    "Laporan Anda kami terima. Tim lapangan bekerja mulai pekan ini.",
    "Kami sudah berkoordinasi dengan kelurahan dan mulai menindaklanjuti.",
)
DONE = (
    "Pekerjaan di lokasi selesai dan sudah diperiksa pengawas lapangan. Terima kasih.",
    "Sudah kami tangani bersama petugas kelurahan. Bila masih terjadi, mohon tanggapi jawaban ini.",
    "Permasalahan sudah diselesaikan. Kami akan memantau lokasi ini sebulan ke depan.",
    "Sudah ditindaklanjuti sesuai prosedur dan hasilnya kami catat untuk perbaikan layanan.",
)
ASKED = (
    "Mohon sebutkan nomor rumah atau patokan terdekat, dan sejak kapan hal ini terjadi.",
    "Mohon kirim foto keadaan terakhir atau keterangan jam kejadiannya.",
)
COMPLETED = "Patokannya di sebelah musala, sejak awal bulan ini."
ARCHIVED_WHY = "Keterangan tidak cukup untuk ditindaklanjuti."
UNSOLVED = (
    "Penanganan memerlukan anggaran yang belum tersedia tahun ini. Usulan kami ajukan untuk tahun "
    "berikutnya."
)
NOT_OURS = (
    "Hal ini wewenang pemerintah provinsi. Laporan Anda kami teruskan lewat surat, dan laporan di "
    "sini kami tutup."
)
OBJECTED = "Belum selesai. Keadaannya kembali seperti semula sesudah dua hari."
REOPENED = "Masalahnya muncul lagi di tempat yang sama."
HANDED_BACK = "Ruas ini bukan kewenangan kami; mohon diteruskan ke unit yang sesuai."
MOVED = "Sesuai keterangan unit sebelumnya."
ALSO = "Hal yang sama saya lihat di dekat rumah saya."
MODERATED = "Alamat rumah dihapus dari teks yang tayang."
NOTE = "Sudah dihubungi lewat telepon kantor; jadwal lapangan menyusul."
PART = "Bagian yang menyangkut penerangan"
PRAISE = ("Cepat dan jelas.", "Terima kasih, sudah baik kembali.", "", "")
BLAME = ("Lama sekali jawabannya.", "Belum tuntas.", "")
TEMPLATES = (
    ("Terima kasih, ditindaklanjuti",
     "Terima kasih. Laporan {nomor} sudah kami terima dan ditindaklanjuti oleh {unit}."),
    ("Minta patokan lokasi",
     "Mohon lengkapi laporan {nomor} dengan patokan lokasi yang paling dekat."),
    ("Selesai ditangani",
     "Laporan {nomor} ({judul}) sudah selesai ditangani oleh {unit}."),
)  # fmt: skip
CHILDREN = (
    "Anak tetangga sering terdengar menangis malam hari dan kemarin tampak memar di lengannya.",
    "Murid kelas dua takut pulang karena dipukul bila terlambat.",
)

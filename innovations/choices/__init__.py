"""Enumerations of the innovation registry, each with its Indonesian label."""

from __future__ import annotations

from django.db import models

from organizations.states import State


class InnovationState(State):
    """From the first words to the public page; the fate of what was published is `Ending`."""

    DRAFT = "konsep", "neutral", "Konsep"
    SUBMITTED = "diajukan", "info", "Diajukan ke kepala"
    VERIFIED = "terverifikasi", "info", "Terverifikasi kepala"
    PUBLISHED = "tayang", "success", "Tayang"
    HIDDEN = "disembunyikan", "warning", "Disembunyikan"

    @classmethod
    def writable(cls) -> frozenset[str]:
        """Changed at once by its unit; afterwards a change is proposed and judged."""
        return frozenset({cls.DRAFT})

    @classmethod
    def settled(cls) -> frozenset[str]:
        """Seen by the head: a change is a revision with its note."""
        return frozenset({cls.VERIFIED, cls.PUBLISHED, cls.HIDDEN})


class Origin(models.TextChoices):
    OWN = "sendiri", "Inovasi sendiri"
    REPLICATION = "replikasi", "Replikasi"
    REFERENCE = "rujukan", "Rujukan dari daerah lain"


class Form(models.TextChoices):
    """Bentuk inovasi daerah, PP 38/2017."""

    GOVERNANCE = "tata_kelola", "Tata kelola pemerintahan daerah"
    SERVICE = "pelayanan", "Pelayanan publik"
    OTHER = "lainnya", "Inovasi lain sesuai kewenangan daerah"


class Technology(models.TextChoices):
    DIGITAL = "digital", "Digital"
    NON_DIGITAL = "non_digital", "Non-digital"


class Initiator(models.TextChoices):
    """Inisiator, Permendagri 104/2018."""

    HEAD = "kepala_daerah", "Kepala daerah"
    COUNCIL = "dprd", "Anggota DPRD"
    UNIT = "opd", "Perangkat daerah"
    OFFICER = "asn", "ASN"
    CITIZENS = "masyarakat", "Masyarakat"


class Stage(State):
    """Tahapan, Permendagri 104/2018."""

    INITIATIVE = "inisiatif", "neutral", "Inisiatif"
    TRIAL = "uji_coba", "info", "Uji coba"
    IMPLEMENTED = "penerapan", "success", "Penerapan"


class Category(models.TextChoices):
    """The ten categories of KIPP 2021 (KepmenPANRB 161/2021) as cities go on using them, and the
    field of registers that fits none."""

    HEALTH = "kesehatan", "Kesehatan"
    EDUCATION = "pendidikan", "Pendidikan"
    ECONOMY = "ekonomi", "Pertumbuhan ekonomi dan kesempatan kerja"
    POVERTY = "kemiskinan", "Pengentasan kemiskinan"
    EMPOWERMENT = "pemberdayaan", "Pemberdayaan masyarakat"
    INCLUSION = "inklusi", "Inklusi sosial dan gender"
    FOOD = "pangan", "Ketahanan pangan"
    ENVIRONMENT = "lingkungan", "Energi dan lingkungan hidup"
    GOVERNANCE = "tata_kelola", "Tata kelola pemerintahan"
    LAW = "hukum", "Penegakan hukum"
    DISASTER = "bencana", "Ketahanan bencana"


class Intake(models.TextChoices):
    """A way to report that belongs to an innovation and has rules of its own."""

    NONE = "", "Tidak ada"
    CHILD = "anak", "Laporan kekerasan terhadap anak (jalur terbatas)"


class Ending(models.TextChoices):
    """What the city decided about an innovation that does not go on by itself."""

    NONE = "", "Belum diputuskan berakhir"
    MERGED = "digabung", "Digabung"
    RETIRED = "dihentikan", "Dihentikan"


class RevisionState(State):
    WAITING = "menunggu", "info", "Menunggu keputusan"
    ACCEPTED = "diterima", "success", "Diterima"
    REFUSED = "ditolak", "danger", "Ditolak"
    WITHDRAWN = "ditarik", "neutral", "Ditarik"


class FileKind(models.TextChoices):
    PHOTO = "foto", "Foto"
    PROFILE = "profil", "Profil inovasi"
    BUDGET = "anggaran", "Dokumen anggaran"
    DECREE = "keputusan", "Surat keputusan"
    GUIDE = "pedoman", "Pedoman teknis"
    OTHER = "lain", "Dokumen lain"


class AwardLevel(models.TextChoices):
    CITY = "kota", "Kota"
    PROVINCE = "provinsi", "Provinsi"
    NATION = "nasional", "Nasional"
    WORLD = "internasional", "Internasional"


class LaunchState(State):
    PLANNED = "rencana", "info", "Direncanakan"
    HELD = "terlaksana", "success", "Terlaksana"
    CANCELLED = "batal", "neutral", "Batal"


class HandoverState(State):
    OFFERED = "ditawarkan", "info", "Menunggu persetujuan penerima"
    CONFIRMED = "selesai", "success", "Serah terima selesai"
    DECLINED = "ditolak", "danger", "Ditolak penerima"
    WITHDRAWN = "ditarik", "neutral", "Ditarik"


class CheckInState(State):
    ASKED = "diminta", "info", "Menunggu jawaban"
    ANSWERED = "dijawab", "success", "Dijawab"
    MISSED = "terlewat", "danger", "Tidak dijawab"


class Vitality(models.TextChoices):
    """What the steward says at a check-in."""

    GROWING = "berkembang", "Berjalan dan berkembang"
    RUNNING = "berlanjut", "Berjalan"
    STOPPED = "berhenti", "Berhenti"


class Health(State):
    """Derived from facts by `formulas.health`; shown publicly with its reasons."""

    RUNNING = "berjalan", "success", "Berjalan"
    ATTENTION = "perhatian", "warning", "Perlu perhatian"
    STOPPED = "berhenti", "danger", "Berhenti"
    MERGED = "digabung", "neutral", "Digabung"
    UNKNOWN = "belum", "neutral", "Belum ada kabar"


class Affair(models.TextChoices):
    """Urusan pemerintahan by the codes of the nomenclature (UU 23/2014, Permendagri 90/2019)."""

    A101 = "1.01", "Pendidikan"
    A102 = "1.02", "Kesehatan"
    A103 = "1.03", "Pekerjaan umum dan penataan ruang"
    A104 = "1.04", "Perumahan dan kawasan permukiman"
    A105 = "1.05", "Ketenteraman, ketertiban umum, dan pelindungan masyarakat"
    A106 = "1.06", "Sosial"
    A207 = "2.07", "Tenaga kerja"
    A208 = "2.08", "Pemberdayaan perempuan dan pelindungan anak"
    A209 = "2.09", "Pangan"
    A210 = "2.10", "Pertanahan"
    A211 = "2.11", "Lingkungan hidup"
    A212 = "2.12", "Administrasi kependudukan dan pencatatan sipil"
    A213 = "2.13", "Pemberdayaan masyarakat dan desa"
    A214 = "2.14", "Pengendalian penduduk dan keluarga berencana"
    A215 = "2.15", "Perhubungan"
    A216 = "2.16", "Komunikasi dan informatika"
    A217 = "2.17", "Koperasi, usaha kecil, dan menengah"
    A218 = "2.18", "Penanaman modal"
    A219 = "2.19", "Kepemudaan dan olahraga"
    A220 = "2.20", "Statistik"
    A221 = "2.21", "Persandian"
    A222 = "2.22", "Kebudayaan"
    A223 = "2.23", "Perpustakaan"
    A224 = "2.24", "Kearsipan"
    A325 = "3.25", "Kelautan dan perikanan"
    A326 = "3.26", "Pariwisata"
    A327 = "3.27", "Pertanian"
    A328 = "3.28", "Kehutanan"
    A329 = "3.29", "Energi dan sumber daya mineral"
    A330 = "3.30", "Perdagangan"
    A331 = "3.31", "Perindustrian"
    A332 = "3.32", "Transmigrasi"
    A401 = "4.01", "Sekretariat daerah"
    A402 = "4.02", "Sekretariat DPRD"
    A501 = "5.01", "Perencanaan"
    A502 = "5.02", "Keuangan"
    A503 = "5.03", "Kepegawaian"
    A504 = "5.04", "Pendidikan dan pelatihan"
    A505 = "5.05", "Penelitian dan pengembangan"
    A601 = "6.01", "Inspektorat daerah"
    A701 = "7.01", "Kecamatan"
    A801 = "8.01", "Kesatuan bangsa dan politik"


class Goal(models.IntegerChoices):
    """Tujuan Pembangunan Berkelanjutan (Perpres 111/2022)."""

    G1 = 1, "Tanpa kemiskinan"
    G2 = 2, "Tanpa kelaparan"
    G3 = 3, "Kehidupan sehat dan sejahtera"
    G4 = 4, "Pendidikan berkualitas"
    G5 = 5, "Kesetaraan gender"
    G6 = 6, "Air bersih dan sanitasi layak"
    G7 = 7, "Energi bersih dan terjangkau"
    G8 = 8, "Pekerjaan layak dan pertumbuhan ekonomi"
    G9 = 9, "Industri, inovasi, dan infrastruktur"
    G10 = 10, "Berkurangnya kesenjangan"
    G11 = 11, "Kota dan permukiman yang berkelanjutan"
    G12 = 12, "Konsumsi dan produksi yang bertanggung jawab"
    G13 = 13, "Penanganan perubahan iklim"
    G14 = 14, "Ekosistem lautan"
    G15 = 15, "Ekosistem daratan"
    G16 = 16, "Perdamaian, keadilan, dan kelembagaan yang tangguh"
    G17 = 17, "Kemitraan untuk mencapai tujuan"


class WishState(State):
    """What became of somebody elsewhere who wants to do the same."""

    NEW = "baru", "info", "Baru"
    CONTACTED = "dihubungi", "info", "Dihubungi"
    REPLICATING = "mereplikasi", "success", "Mereplikasi"
    DROPPED = "tidak_jadi", "neutral", "Tidak jadi"

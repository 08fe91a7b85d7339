"""Enumerations of the satisfaction survey, each with its Indonesian label."""

from __future__ import annotations

from enum import IntFlag

from django.db import models

from organizations.states import State


class Element(models.TextChoices):
    """The nine unsur of PermenPANRB 14/2017, by code; their number belongs to a questionnaire."""

    REQUIREMENTS = "persyaratan", "Persyaratan"
    PROCEDURE = "prosedur", "Sistem, mekanisme, dan prosedur"
    TIME = "waktu", "Waktu penyelesaian"
    COST = "biaya", "Biaya/tarif"
    PRODUCT = "produk", "Produk spesifikasi jenis pelayanan"
    COMPETENCE = "kompetensi", "Kompetensi pelaksana"
    CONDUCT = "perilaku", "Perilaku pelaksana"
    COMPLAINTS = "pengaduan", "Penanganan pengaduan, saran, dan masukan"
    FACILITIES = "sarpras", "Sarana dan prasarana"


class ElementOrder(models.TextChoices):
    """Which element is U8: both orders are published."""

    REGULATION = "peraturan", "Batang tubuh: U8 penanganan pengaduan, U9 sarana dan prasarana"
    QUESTIONNAIRE = "kuesioner", "Kuesioner: U8 sarana dan prasarana, U9 penanganan pengaduan"

    def elements(self) -> list[Element]:
        """U1 to U9 in this order."""
        first, last = list(Element)[:7], list(Element)[7:]
        return [*first, *(last if self == ElementOrder.REGULATION else reversed(last))]


class Language(models.TextChoices):
    INDONESIAN = "id", "Bahasa Indonesia"
    JAVANESE = "jv", "Basa Jawa"
    ENGLISH = "en", "English"


class QuestionKind(models.TextChoices):
    SCALE = "skala", "Skala 1–4"
    CHOICE = "pilihan", "Pilihan"
    TEXT = "teks", "Isian bebas"


class QuestionnaireState(State):
    DRAFT = "konsep", "warning", "Konsep"
    ACTIVE = "dipakai", "success", "Dipakai"
    RETIRED = "diganti", "neutral", "Sudah diganti"


class PointKind(models.TextChoices):
    COUNTER = "loket", "Loket"
    SHIFT = "giliran", "Giliran petugas"
    OFFICERS = "kelompok", "Kelompok petugas"
    MOBILE = "keliling", "Layanan keliling"
    ONLINE = "daring", "Layanan daring"


class Layout(models.TextChoices):
    STEPS = "satu", "Satu pertanyaan setiap halaman"
    SHEET = "semua", "Semua pertanyaan dalam satu halaman"


class StandardPart(models.TextChoices):
    """The 14 components of a standar pelayanan: six of delivery, eight of making."""

    REQUIREMENTS = "persyaratan", "Persyaratan"
    PROCEDURE = "prosedur", "Sistem, mekanisme, dan prosedur"
    TIME = "waktu", "Jangka waktu penyelesaian"
    COST = "biaya", "Biaya/tarif"
    PRODUCT = "produk", "Produk pelayanan"
    COMPLAINTS = "pengaduan", "Penanganan pengaduan, saran, dan masukan"
    BASIS = "dasar_hukum", "Dasar hukum"
    FACILITIES = "sarpras", "Sarana, prasarana, dan fasilitas"
    COMPETENCE = "kompetensi", "Kompetensi pelaksana"
    SUPERVISION = "pengawasan", "Pengawasan internal"
    STAFF = "jumlah_pelaksana", "Jumlah pelaksana"
    GUARANTEE = "jaminan_pelayanan", "Jaminan pelayanan"
    SAFETY = "jaminan_keamanan", "Jaminan keamanan dan keselamatan pelayanan"
    EVALUATION = "evaluasi", "Evaluasi kinerja pelaksana"

    @property
    def is_delivery(self) -> bool:
        return list(StandardPart).index(self) < 6


class DraftState(State):
    """Of what is written first and published then: standards, pledges."""

    DRAFT = "konsep", "warning", "Konsep"
    PUBLISHED = "terbit", "success", "Terbit"


class Cycle(models.TextChoices):
    MONTH = "bulan", "Bulanan"
    QUARTER = "triwulan", "Triwulanan"
    HALF_YEAR = "semester", "Semesteran"
    YEAR = "tahun", "Tahunan"


class PeriodState(State):
    OPEN = "dibuka", "info", "Menerima jawaban"
    CLOSED = "ditutup", "warning", "Ditutup, belum diumumkan"
    PUBLISHED = "diumumkan", "success", "Diumumkan"

    @classmethod
    def frozen(cls) -> frozenset[str]:
        """Its figures stand in a snapshot; no answer is added or taken away."""
        return frozenset({cls.CLOSED, cls.PUBLISHED})


class Mode(models.TextChoices):
    """How an answer was given."""

    OWN = "mandiri", "Gawai sendiri"
    KIOSK = "kios", "Perangkat di tempat layanan"
    ASSISTED = "dibantu", "Dibantu petugas"
    OFFLINE = "luring", "Layanan keliling, dikirim kemudian"
    PAPER = "kertas", "Kuesioner kertas"
    IMPORT = "impor", "Berkas"


class Flag(IntFlag):
    """What looks unusual about an answer; it counts all the same, the report says how many."""

    BURST = 1
    STRAIGHT = 2
    FAST = 4
    SERIES = 8
    HOURS = 16
    ASSISTED = 32

    @property
    def label(self) -> str:
        return _FLAG_LABELS[self]


_FLAG_LABELS = {
    Flag.BURST: "Banyak jawaban dalam waktu singkat",
    Flag.STRAIGHT: "Semua unsur dinilai sama",
    Flag.FAST: "Dijawab sangat cepat",
    Flag.SERIES: "Beberapa jawaban dari satu perangkat",
    Flag.HOURS: "Di luar jam layanan",
    Flag.ASSISTED: "Diisi dengan bantuan petugas",
}


class Sex(models.TextChoices):
    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class AgeGroup(models.TextChoices):
    UNDER_20 = "<20", "Di bawah 20 tahun"
    TWENTIES = "20-29", "20–29 tahun"
    THIRTIES = "30-39", "30–39 tahun"
    FORTIES = "40-49", "40–49 tahun"
    FIFTIES = "50-59", "50–59 tahun"
    OVER_60 = "60+", "60 tahun ke atas"


class Education(models.TextChoices):
    PRIMARY = "sd", "SD ke bawah"
    JUNIOR = "sltp", "SLTP"
    SENIOR = "slta", "SLTA"
    DIPLOMA = "d3", "D-I sampai D-III"
    BACHELOR = "s1", "D-IV/S-1"
    MASTER = "s2", "S-2"
    DOCTOR = "s3", "S-3"


class Occupation(models.TextChoices):
    CIVIL_SERVANT = "pns", "PNS/PPPK"
    ARMY = "tni", "TNI"
    POLICE = "polri", "Polri"
    EMPLOYEE = "swasta", "Karyawan swasta"
    SELF_EMPLOYED = "wirausaha", "Wirausaha"
    STUDENT = "pelajar", "Pelajar/mahasiswa"
    OTHER = "lainnya", "Lainnya"


class Disability(models.TextChoices):
    NONE = "tidak", "Tidak ada"
    PHYSICAL = "fisik", "Fisik"
    SIGHT = "netra", "Penglihatan"
    HEARING = "rungu", "Pendengaran"
    SPEECH = "wicara", "Bicara"
    MENTAL = "mental", "Mental atau intelektual"
    OTHER = "lainnya", "Lainnya"


class CommentState(State):
    WAITING = "menunggu", "warning", "Menunggu diperiksa"
    SHOWN = "tayang", "success", "Tayang"
    HIDDEN = "disembunyikan", "neutral", "Tidak ditayangkan"


class BatchState(State):
    OPEN = "dientri", "info", "Sedang dientri"
    CHECKING = "uji_ulang", "warning", "Menunggu entri ulang"
    DONE = "selesai", "success", "Selesai"
    WITHDRAWN = "ditarik", "neutral", "Ditarik, jawabannya dikeluarkan"


class FileStage(State):
    """Of a file of answers: looked at, agreed to, saved in one piece."""

    CHECKING = "diperiksa", "info", "Sedang diperiksa"
    REFUSED = "ditolak", "danger", "Ada yang harus diperbaiki"
    READY = "siap", "warning", "Siap disimpan"
    SAVING = "disimpan", "info", "Sedang disimpan"
    DONE = "selesai", "success", "Tersimpan"
    CANCELLED = "batal", "neutral", "Dibatalkan"

    @classmethod
    def busy(cls) -> frozenset[str]:
        return frozenset({cls.CHECKING, cls.SAVING})


class Settled(models.TextChoices):
    """Which typing of a form the paper proved right."""

    FIRST = "pertama", "Entri pertama benar"
    SECOND = "kedua", "Entri ulang benar"


class FollowUpState(State):
    PLANNED = "rencana", "info", "Direncanakan"
    DONE = "dikerjakan", "warning", "Dilaporkan selesai"
    CONFIRMED = "selesai", "success", "Selesai"
    DROPPED = "batal", "neutral", "Tidak dilanjutkan"


class ForumState(State):
    INVITED = "diundang", "info", "Direncanakan"
    HELD = "dilaksanakan", "warning", "Dilaksanakan, berita acara belum terbit"
    PUBLISHED = "terbit", "success", "Berita acara terbit"


class ForumPaper(models.TextChoices):
    INVITATION = "undangan", "Undangan"
    MINUTES = "berita-acara", "Berita acara"


class ParticipantGroup(models.TextChoices):
    USERS = "pengguna", "Pengguna layanan"
    EXPERTS = "ahli", "Ahli atau akademisi"
    SOCIETY = "masyarakat", "Organisasi masyarakat sipil"
    MEDIA = "media", "Media massa"
    BUSINESS = "usaha", "Dunia usaha"
    OFFICIALS = "aparatur", "Aparatur penyelenggara"


class Medium(models.TextChoices):
    """Where a result was published; the portal's own page is one of them."""

    PORTAL = "portal", "Halaman portal ini"
    WEBSITE = "situs", "Situs web unit"
    BOARD = "papan", "Papan pengumuman di tempat layanan"
    SOCIAL = "medsos", "Media sosial"
    PRESS = "media_massa", "Media massa"
    SCREEN = "layar", "Layar di ruang layanan"
    OTHER = "lainnya", "Lainnya"

    @property
    def is_electronic(self) -> bool:
        return self not in (Medium.BOARD, Medium.PRESS, Medium.OTHER)


class ReviewItem(models.TextChoices):
    """What PEKPPP asks about a survey that is measured here."""

    MEDIA = "media", "Jumlah media publikasi hasil survei"
    SHARE = "selesai", "Persentase rencana tindak lanjut yang selesai"
    SPEED = "kecepatan", "Lama sampai seluruh rencana selesai (bulan)"

    @property
    def is_at_most(self) -> bool:
        """Its bounds are the most a level allows, not the least it asks for."""
        return self == ReviewItem.SPEED


class Extra(models.TextChoices):
    """Figures that a unit may show on its public page beside those that always stand there."""

    SERVICES = "layanan", "Nilai setiap jenis layanan"
    POINTS = "titik", "Nilai setiap titik layanan"
    GROUPS = "responden", "Nilai menurut kelompok responden"
    FLAGS = "tanda", "Jumlah jawaban bertanda, dan indeks tanpa jawaban itu"

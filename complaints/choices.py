"""Enumerations of complaints, each with its Indonesian label."""

from __future__ import annotations

from django.db import models

from organizations.states import State


class ComplaintClass(models.TextChoices):
    """The four classes of SP4N-LAPOR!; the term to finish depends on them."""

    SUPERVISORY = "pengawasan", "Pengaduan berkadar pengawasan"
    ORDINARY = "non_pengawasan", "Pengaduan"
    ASPIRATION = "aspirasi", "Aspirasi"
    INFORMATION = "informasi", "Permintaan informasi"

    @classmethod
    def asked(cls) -> list[tuple[str, str]]:
        """What a citizen chooses from; whether it is one of supervision is judged by the city."""
        return [(c.value, c.label) for c in (cls.ORDINARY, cls.ASPIRATION, cls.INFORMATION)]


class Channel(models.TextChoices):
    """How a report reached the city."""

    WEB = "web", "Situs web"
    COUNTER = "loket", "Loket"
    PHONE = "telepon", "Telepon"
    LETTER = "surat", "Surat"
    MAIL = "surel", "Surel"
    WHATSAPP = "whatsapp", "WhatsApp"
    SOCIAL = "medsos", "Media sosial"
    MASS_MEDIA = "media", "Media massa"
    SP4N = "sp4n", "SP4N-LAPOR!"
    OPEN311 = "open311", "Aplikasi lain (Open311)"

    @classmethod
    def entered(cls) -> list[tuple[str, str]]:
        """Those an officer enters for somebody else."""
        return [(c.value, c.label) for c in cls if c not in (cls.WEB, cls.OPEN311)]


class ComplaintState(State):
    RECEIVED = "diterima", "info", "Diterima"
    INCOMPLETE = "perlu_dilengkapi", "warning", "Perlu dilengkapi"
    ROUTED = "terdisposisi", "info", "Diteruskan"
    IN_PROGRESS = "diproses", "info", "Diproses"
    ANSWERED = "ditanggapi", "success", "Ditanggapi"
    CLOSED = "ditutup", "neutral", "Ditutup"
    MERGED = "digabung", "neutral", "Digabung"
    ARCHIVED = "diarsipkan", "neutral", "Diarsipkan"

    @classmethod
    def open(cls) -> frozenset[str]:
        """Somebody of the city still owes something."""
        return frozenset({cls.RECEIVED, cls.INCOMPLETE, cls.ROUTED, cls.IN_PROGRESS})

    @classmethod
    def running(cls) -> frozenset[str]:
        """Not ended: worked on, or answered and open to an objection."""
        return cls.open() | {cls.ANSWERED}

    @classmethod
    def with_unit(cls) -> frozenset[str]:
        """A unit works on it."""
        return frozenset({cls.ROUTED, cls.IN_PROGRESS})

    @classmethod
    def ended(cls) -> frozenset[str]:
        return frozenset({cls.CLOSED, cls.MERGED, cls.ARCHIVED})


class Outcome(State):
    """What became of it: never counted together."""

    SOLVED = "selesai", "success", "Selesai"
    UNSOLVED = "tidak_terselesaikan", "warning", "Ditutup, tidak terselesaikan"
    NOT_OURS = "bukan_kewenangan", "neutral", "Bukan kewenangan kota"


class Publicity(State):
    """Whether the public list shows the moderated text. A secret report never is."""

    WAITING = "menunggu", "warning", "Menunggu diperiksa"
    SHOWN = "tayang", "success", "Tayang"
    HIDDEN = "disembunyikan", "neutral", "Tidak ditayangkan"


class Step(models.TextChoices):
    """What a term is for."""

    VERIFY = "verifikasi", "Memeriksa dan meneruskan"
    RESPOND = "tanggapan", "Tanggapan pertama perangkat daerah"
    RESOLVE = "penyelesaian", "Penyelesaian"
    HAND_BACK = "kembalikan", "Mengembalikan laporan yang salah alamat"
    COMPLETE = "lengkapi", "Pelapor melengkapi laporan"
    REPLY = "balasan", "Pelapor membalas atau membuka kembali"


class TermUnit(models.TextChoices):
    WORKING_DAY = "hari_kerja", "hari kerja"
    CALENDAR_DAY = "hari", "hari kalender"
    HOUR = "jam", "jam"


class Author(models.TextChoices):
    """Who speaks in the dialogue."""

    REPORTER = "pelapor", "Pelapor"
    SUPPORTER = "pendukung", "Warga yang mengikuti"
    OFFICER = "petugas", "Petugas"
    SYSTEM = "sistem", "Sistem"


class MessageKind(models.TextChoices):
    QUESTION = "permintaan", "Permintaan melengkapi"
    REPLY = "balasan", "Balasan"
    PROGRESS = "perkembangan", "Perkembangan"
    ANSWER = "jawaban", "Jawaban"
    CLOSING = "penutupan", "Penutupan"
    REOPENING = "pembukaan", "Dibuka kembali"


class MessageState(State):
    DRAFT = "konsep", "warning", "Konsep"
    SENT = "terkirim", "success", "Terkirim"


class NoticeState(State):
    WAITING = "menunggu", "info", "Menunggu"
    SENT = "terkirim", "success", "Terkirim"
    FAILED = "gagal", "danger", "Gagal"
    SKIPPED = "dilewati", "neutral", "Tidak dikirim"


class NoticeChannel(models.TextChoices):
    MAIL = "surel", "Surel"
    WHATSAPP = "whatsapp", "WhatsApp"


class ExchangeState(State):
    MAPPING = "kolom", "info", "Menunggu kolom"
    PREVIEW = "pratinjau", "info", "Pratinjau"
    SAVING = "menyimpan", "warning", "Sedang disimpan"
    SAVED = "tersimpan", "success", "Tersimpan"
    CANCELLED = "batal", "neutral", "Dibatalkan"


class FollowEvery(models.TextChoices):
    """How often somebody who follows an area gets mail."""

    DAY = "harian", "Setiap hari, bila ada yang baru"
    WEEK = "mingguan", "Setiap minggu, bila ada yang baru"


class Kept(models.TextChoices):
    """What a retention period is for."""

    REPORT = "laporan", "Laporan warga"
    CHILD = "anak", "Laporan perlindungan anak"


class Sp4nLine(State):
    """What becomes of a row of a file of SP4N-LAPOR!."""

    NEW = "baru", "success", "Baru"
    CHANGED = "berubah", "info", "Status di sana berubah"
    SAME = "sama", "neutral", "Sudah diketahui"
    REFUSED = "ditolak", "danger", "Tidak dibawa masuk"


class Sp4nGap(models.TextChoices):
    """Where the city's reports and those of SP4N-LAPOR! differ."""

    CLOSED_THERE = "selesai_di_sana", "Selesai di SP4N-LAPOR!, terbuka di sini"
    OPEN_THERE = "terbuka_di_sana", "Terbuka di SP4N-LAPOR!, selesai di sini"
    NOT_HERE = "tidak_di_sini", "Ada di SP4N-LAPOR!, tidak ada di sini"
    NOT_THERE = "tidak_di_sana", "Ada di sini, tidak ada di berkas"
    NO_NUMBER = "tanpa_nomor", "Dari SP4N-LAPOR!, nomornya belum diisi"
    CATEGORY = "kategori", "Kategorinya berbeda"
    UNIT = "unit", "Perangkat daerahnya berbeda"


class ChildState(State):
    """The way of a child-protection report; nothing closes it by itself."""

    RECEIVED = "diterima", "info", "Diterima"
    IN_CARE = "ditangani", "info", "Ditangani"
    REFERRED = "dirujuk", "info", "Dirujuk"
    CLOSED = "selesai", "neutral", "Selesai ditangani"

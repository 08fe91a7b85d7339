"""Enumerations of performance, each with its Indonesian label."""

from __future__ import annotations

from django.db import models

from organizations.states import State
from performance.formulas import accumulation
from performance.formulas import achievement_policy as policy


class NomenclatureLevel(models.TextChoices):
    URUSAN = "urusan", "Urusan"
    BIDANG = "bidang", "Bidang urusan"
    PROGRAM = "program", "Program"
    KEGIATAN = "kegiatan", "Kegiatan"
    SUBKEGIATAN = "subkegiatan", "Sub kegiatan"


class NodeLevel(models.TextChoices):
    """Levels of the planning tree, from the city's vision to the sub kegiatan."""

    VISI = "visi", "Visi"
    MISI = "misi", "Misi"
    TUJUAN = "tujuan", "Tujuan daerah"
    SASARAN = "sasaran", "Sasaran daerah"
    TUJUAN_PD = "tujuan_pd", "Tujuan perangkat daerah"
    SASARAN_PD = "sasaran_pd", "Sasaran perangkat daerah"
    PROGRAM = "program", "Program"
    KEGIATAN = "kegiatan", "Kegiatan"
    SUBKEGIATAN = "subkegiatan", "Sub kegiatan"


CITY_LEVELS = (NodeLevel.VISI, NodeLevel.MISI, NodeLevel.TUJUAN, NodeLevel.SASARAN)
UNIT_LEVELS = (
    NodeLevel.TUJUAN_PD,
    NodeLevel.SASARAN_PD,
    NodeLevel.PROGRAM,
    NodeLevel.KEGIATAN,
    NodeLevel.SUBKEGIATAN,
)
BUDGET_LEVELS = (NodeLevel.PROGRAM, NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)

# Levels under which a node may hang; an empty tuple is a root. A program may hang on
# nothing while the tujuan and sasaran of its unit have not been entered yet.
PARENT_LEVELS: dict[str, tuple[str, ...]] = {
    NodeLevel.VISI: (),
    NodeLevel.MISI: (NodeLevel.VISI,),
    NodeLevel.TUJUAN: (NodeLevel.MISI,),
    NodeLevel.SASARAN: (NodeLevel.TUJUAN,),
    NodeLevel.TUJUAN_PD: (NodeLevel.SASARAN,),
    NodeLevel.SASARAN_PD: (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN),
    NodeLevel.PROGRAM: (NodeLevel.SASARAN_PD,),
    NodeLevel.KEGIATAN: (NodeLevel.PROGRAM,),
    NodeLevel.SUBKEGIATAN: (NodeLevel.KEGIATAN,),
}
ROOT_ALLOWED = (NodeLevel.VISI, NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)


class LinkKind(models.TextChoices):
    CROSSCUTTING = "crosscutting", "Lintas perangkat daerah"
    SHARED_GOAL = "shared_goal", "Sasaran bersama"


class PlanDocument(models.TextChoices):
    """The document a plan version belongs to."""

    RPJMD = "rpjmd", "RPJMD"
    RENSTRA = "renstra", "Renstra"
    RKPD = "rkpd", "RKPD"
    RENJA = "renja", "Renja"
    PK = "pk", "Perjanjian Kinerja"


class Polarity(models.TextChoices):
    HIGHER = policy.HIGHER, "Makin tinggi makin baik"
    LOWER = policy.LOWER, "Makin rendah makin baik"
    RANGE = policy.RANGE, "Baik di dalam rentang"


class LowerMethod(models.TextChoices):
    SYMMETRIC = policy.SYMMETRIC, "(2 × target − realisasi) ÷ target"
    RATIO = policy.RATIO, "target ÷ realisasi"


class Accumulation(models.TextChoices):
    SUM = accumulation.SUM, "Dijumlahkan"
    LAST = accumulation.LAST, "Nilai terakhir"
    AVERAGE = accumulation.AVERAGE, "Rata-rata"
    MAX = accumulation.MAX, "Tertinggi"
    MIN = accumulation.MIN, "Terendah"
    RATIO = accumulation.RATIO, "Σ pembilang ÷ Σ penyebut"


class ZeroTarget(models.TextChoices):
    NULL = policy.NULL, "Tidak dihitung"
    MET_IS_100 = policy.MET_IS_100, "100% bila terpenuhi, selain itu 0%"


class ValueScale(models.TextChoices):
    """How words and dates of a target become numbers; the tables are in formulas.values."""

    AUDIT = "opini-bpk", "Opini BPK (WTP, WDP, TW, TMP)"
    SAKIP = "predikat-sakip", "Predikat SAKIP (AA sampai D)"
    YES_NO = "ya-tidak", "Ya atau tidak"
    DATE = "tanggal", "Tanggal selesai"


class SubmissionState(State):
    DRAFT = "draft", "neutral", "Sedang diisi"
    SUBMITTED = "submitted", "info", "Diajukan"
    VERIFIED = "verified", "info", "Diverifikasi"
    ACCEPTED = "accepted", "success", "Diterima"
    RETURNED = "returned", "warning", "Dikembalikan"

    @classmethod
    def open(cls) -> tuple[SubmissionState, ...]:
        """Figures may be typed."""
        return cls.DRAFT, cls.RETURNED


class PlanVersionState(State):
    """Where a version of a plan document stands; only one in force counts for anything."""

    DRAFT = "draft", "neutral", "Sedang disusun"
    PROPOSED = "proposed", "info", "Menunggu persetujuan Bappeda"
    ACCEPTED = "accepted", "success", "Berlaku"
    CANCELLED = "cancelled", "danger", "Dibatalkan"

    @classmethod
    def open(cls) -> tuple[PlanVersionState, ...]:
        """Not decided yet."""
        return cls.DRAFT, cls.PROPOSED


class AgreementState(State):
    DRAFT = "draft", "neutral", "Sedang disusun"
    CHECKED = "checked", "info", "Diperiksa"
    AGREED = "agreed", "info", "Disepakati"
    SIGNED = "signed", "success", "Ditandatangani"

    @classmethod
    def binding(cls) -> tuple[AgreementState, ...]:
        """Somebody has put a hand under it: what it promises stays as it is."""
        return cls.CHECKED, cls.AGREED, cls.SIGNED


class ReviewConclusion(models.TextChoices):
    """What a review of an LKjIP comes to (PermenPANRB 53/2014, Lampiran III)."""

    SOUND = "sound", "Tidak ada hal yang meragukan keandalan informasinya"
    REMARKS = "remarks", "Ada hal yang perlu diperbaiki"


class ReviewState(State):
    """How far the review of an LKjIP is; derived, never stored."""

    EARLY = "early", "neutral", "Triwulan IV belum diterima"
    WAITING = "waiting", "info", "Menunggu reviu"
    OUTDATED = "outdated", "warning", "Berubah sesudah reviu"
    DONE = "done", "success", "Sudah direviu"


class UnlockState(State):
    REQUESTED = "requested", "info", "Menunggu persetujuan"
    APPROVED = "approved", "success", "Disetujui"
    REJECTED = "rejected", "danger", "Ditolak"


class CommentState(State):
    PENDING = "pending", "info", "Menunggu pemeriksaan"
    PUBLISHED = "published", "success", "Ditayangkan"
    REJECTED = "rejected", "danger", "Tidak ditayangkan"


class FollowUpState(State):
    OPEN = "open", "danger", "Belum dimulai"
    RUNNING = "running", "info", "Berjalan"
    DONE = "done", "success", "Tuntas"


class SakipMethod(models.TextChoices):
    """How the criteria of an LKE become the value of their sub-component."""

    LETTER = "letter", "Huruf AA–E tiap subkomponen menurut kriteria terpenuhi"
    MEAN = "mean", "Rata-rata nilai kriteria"
    DIRECT = "direct", "Nilai 0–100 langsung tiap subkomponen"


class SakipLevel(models.TextChoices):
    COMPONENT = "component", "Komponen"
    SUB = "sub", "Subkomponen"
    CRITERION = "criterion", "Kriteria"


class SakipScale(models.TextChoices):
    """Answers to one criterion; the values are in formulas.sakip_lke."""

    YES_NO = "ya-tidak", "Ya atau tidak"
    A_D = "a-d", "A sampai D"
    A_E = "a-e", "A sampai E"
    A_C = "a-c", "A sampai C"


class SakipLayer(models.TextChoices):
    """Whose answer it is; every layer keeps its own."""

    SELF = "self", "Penilaian mandiri"
    EVALUATOR = "evaluator", "Evaluator"
    QUALITY = "quality", "Penjaminan mutu"
    FINAL = "final", "Hasil akhir"


class SakipState(State):
    SELF = "self", "neutral", "Penilaian mandiri"
    EVALUATION = "evaluation", "info", "Dievaluasi"
    QUALITY = "quality", "info", "Penjaminan mutu"
    REPLY = "reply", "warning", "Menunggu tanggapan"
    CLOSING = "closing", "info", "Menunggu penetapan"
    FINAL = "final", "success", "Ditetapkan"

    @classmethod
    def shared(cls) -> tuple[SakipState, ...]:
        """The unit reads the draft, and then the result."""
        return cls.REPLY, cls.CLOSING, cls.FINAL


class AssistanceDirection(models.TextChoices):
    RECEIVED = "received", "Diterima dari pusat atau provinsi"
    GIVEN = "given", "Diberikan kepada desa atau kelurahan"


class AwardLevel(models.TextChoices):
    CITY = "city", "Kota/kabupaten"
    PROVINCE = "province", "Provinsi"
    NATIONAL = "national", "Nasional"
    INTERNATIONAL = "international", "Internasional"


class BudgetLawKind(models.TextChoices):
    LAW = "perda", "Peraturan daerah"
    DECREE = "perkada", "Peraturan kepala daerah"

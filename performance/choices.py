"""Enumerations of performance, each with its Indonesian label."""

from django.db import models

from organizations.choices import ImportState


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
    HIGHER = "higher", "Makin tinggi makin baik"
    LOWER = "lower", "Makin rendah makin baik"
    RANGE = "range", "Baik di dalam rentang"


class LowerMethod(models.TextChoices):
    SYMMETRIC = "symmetric", "(2 × target − realisasi) ÷ target"
    RATIO = "ratio", "target ÷ realisasi"


class Accumulation(models.TextChoices):
    SUM = "sum", "Dijumlahkan"
    LAST = "last", "Nilai terakhir"
    AVERAGE = "average", "Rata-rata"
    MAX = "max", "Tertinggi"
    MIN = "min", "Terendah"


class ZeroTarget(models.TextChoices):
    NULL = "null", "Tidak dihitung"
    MET_IS_100 = "met_is_100", "100% bila terpenuhi, selain itu 0%"


class ValueScale(models.TextChoices):
    """How words and dates of a target become numbers; the tables are in formulas.values."""

    AUDIT = "opini-bpk", "Opini BPK (WTP, WDP, TW, TMP)"
    SAKIP = "predikat-sakip", "Predikat SAKIP (AA sampai D)"
    YES_NO = "ya-tidak", "Ya atau tidak"
    DATE = "tanggal", "Tanggal selesai"


class SubmissionState(models.TextChoices):
    DRAFT = "draft", "Sedang diisi"
    SUBMITTED = "submitted", "Diajukan"
    VERIFIED = "verified", "Diverifikasi"
    ACCEPTED = "accepted", "Diterima"
    RETURNED = "returned", "Dikembalikan"


class UnlockState(models.TextChoices):
    REQUESTED = "requested", "Menunggu persetujuan"
    APPROVED = "approved", "Disetujui"
    REJECTED = "rejected", "Ditolak"


class CommentState(models.TextChoices):
    PENDING = "pending", "Menunggu pemeriksaan"
    PUBLISHED = "published", "Ditayangkan"
    REJECTED = "rejected", "Tidak ditayangkan"


class FollowUpState(models.TextChoices):
    OPEN = "open", "Belum dimulai"
    RUNNING = "running", "Berjalan"
    DONE = "done", "Tuntas"


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


class SakipState(models.TextChoices):
    SELF = "self", "Penilaian mandiri"
    EVALUATION = "evaluation", "Dievaluasi"
    QUALITY = "quality", "Penjaminan mutu"
    REPLY = "reply", "Menunggu tanggapan"
    CLOSING = "closing", "Menunggu penetapan"
    FINAL = "final", "Ditetapkan"


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


# Tone of the badge of each state: neutral, info, success, warning, danger.
TONES: dict[str, str] = {
    SubmissionState.DRAFT: "neutral",
    SubmissionState.SUBMITTED: "info",
    SubmissionState.VERIFIED: "info",
    SubmissionState.ACCEPTED: "success",
    SubmissionState.RETURNED: "warning",
    UnlockState.REQUESTED: "info",
    UnlockState.APPROVED: "success",
    UnlockState.REJECTED: "danger",
    CommentState.PENDING: "info",
    CommentState.PUBLISHED: "success",
    ImportState.PREVIEW: "info",
    ImportState.APPLIED: "success",
    ImportState.CANCELLED: "neutral",
    FollowUpState.OPEN: "danger",
    FollowUpState.RUNNING: "info",
    FollowUpState.DONE: "success",
    SakipState.SELF: "neutral",
    SakipState.EVALUATION: "info",
    SakipState.QUALITY: "info",
    SakipState.REPLY: "warning",
    SakipState.CLOSING: "info",
    SakipState.FINAL: "success",
}

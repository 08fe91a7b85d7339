"""The lists themselves."""

import pghistory
from django.db import models
from django.db.models import Q

from performance.choices import (
    AssistanceDirection,
    AwardLevel,
    BudgetLawKind,
    FollowUpState,
)

from .lkpj import YearRecord


@pghistory.track(append_only=True)
class StrategicPolicy(YearRecord):
    """A strategic policy of the year (LKPJ 3.2)."""

    title = models.CharField("kebijakan strategis", max_length=240)
    legal_basis = models.CharField("dasar hukum", max_length=240, blank=True)
    problem = models.TextField("masalah yang diatasi", blank=True)

    class Meta:
        verbose_name = "kebijakan strategis"
        verbose_name_plural = "kebijakan strategis"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


@pghistory.track(append_only=True)
class CouncilRecommendation(YearRecord):
    """A recommendation of the DPRD on last year's LKPJ, and what was done (LKPJ 3.3)."""

    number = models.CharField("nomor", max_length=40, blank=True)
    text = models.TextField("rekomendasi DPRD")
    follow_up = models.TextField("tindak lanjut", blank=True)
    state = models.CharField(
        "status", max_length=10, choices=FollowUpState, default=FollowUpState.OPEN
    )
    due = models.DateField("batas waktu", null=True, blank=True)
    proof = models.CharField("bukti tindak lanjut", max_length=240, blank=True)

    class Meta:
        verbose_name = "rekomendasi DPRD"
        verbose_name_plural = "rekomendasi DPRD"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(follow_up=""),
                name="performance_recommendation_done_says_how",
                violation_error_message="Tulis tindak lanjutnya sebelum menandai tuntas",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


@pghistory.track(append_only=True)
class AssistanceTask(YearRecord):
    """Tugas pembantuan received from, or given by, another government (LKPJ IV)."""

    direction = models.CharField(
        "arah", max_length=8, choices=AssistanceDirection, default=AssistanceDirection.RECEIVED
    )
    giver = models.CharField("pemberi tugas", max_length=200)
    legal_basis = models.CharField("dasar hukum", max_length=240, blank=True)
    program = models.CharField("program dan kegiatan", max_length=240)
    location = models.CharField("lokasi", max_length=200, blank=True)
    target = models.CharField("target keluaran", max_length=200, blank=True)
    realized = models.CharField("realisasi keluaran", max_length=200, blank=True)
    pagu = models.BigIntegerField("pagu (Rp)", null=True, blank=True)
    spent = models.BigIntegerField("realisasi (Rp)", null=True, blank=True)
    problem = models.TextField("permasalahan", blank=True)
    solution = models.TextField("solusi", blank=True)

    class Meta:
        verbose_name = "tugas pembantuan"
        verbose_name_plural = "tugas pembantuan"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(pagu__isnull=True) | Q(pagu__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="performance_assistance_not_negative",
                violation_error_message="Rupiah tidak boleh negatif",
            )
        ]

    def __str__(self) -> str:
        return self.program


@pghistory.track(append_only=True)
class Award(YearRecord):
    """A prize or recognition received in the year (LKPJ 3.5)."""

    name = models.CharField("penghargaan", max_length=240)
    giver = models.CharField("pemberi", max_length=200)
    level = models.CharField(
        "tingkat", max_length=14, choices=AwardLevel, default=AwardLevel.NATIONAL
    )
    received_on = models.DateField("tanggal", null=True, blank=True)

    class Meta:
        verbose_name = "prestasi"
        verbose_name_plural = "prestasi"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(append_only=True)
class BudgetLaw(YearRecord):
    """A regulation that set or changed the year's APBD or its elaboration (LKPJ II)."""

    kind = models.CharField("jenis", max_length=10, choices=BudgetLawKind)
    number = models.CharField("nomor", max_length=80)
    enacted_on = models.DateField("tanggal", null=True, blank=True)
    about = models.CharField("tentang", max_length=300)
    reason = models.TextField("alasan perubahan", blank=True)

    class Meta:
        verbose_name = "peraturan APBD"
        verbose_name_plural = "peraturan APBD"
        ordering = ["enacted_on", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

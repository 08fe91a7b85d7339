"""SAKIP: the instrument (LKE) as data, the year's evaluation of a unit, every layer's answers."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization, User
from performance.choices import (
    FollowUpState,
    SakipLayer,
    SakipLevel,
    SakipMethod,
    SakipScale,
    SakipState,
)

from .entry import Evidence


class SakipInstrument(models.Model):
    """An evaluation sheet (LKE) of a regulation or a region: components, weights, criteria."""

    code = models.CharField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=160)
    regulation = models.CharField("dasar hukum", max_length=160)
    method = models.CharField("cara menilai", max_length=10, choices=SakipMethod)

    class Meta:
        verbose_name = "instrumen LKE"
        verbose_name_plural = "instrumen LKE"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class SakipItem(models.Model):
    """A line of an instrument: component, sub-component (with its weight) or criterion."""

    instrument = models.ForeignKey(SakipInstrument, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    level = models.CharField("tingkat", max_length=10, choices=SakipLevel)
    code = models.CharField("kode", max_length=20)
    name = models.CharField("uraian", max_length=300)
    weight = models.DecimalField(
        "bobot",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    scale = models.CharField("jawaban", max_length=10, choices=SakipScale, blank=True)
    proof = models.CharField("contoh bukti", max_length=300, blank=True)
    # The fact of the portal that answers it, see queries.sakip_facts.
    source = models.CharField("diketahui portal dari", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "butir LKE"
        verbose_name_plural = "butir LKE"
        ordering = ["instrument", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "code"], name="performance_sakipitem_once"
            ),
            models.CheckConstraint(
                condition=Q(level="sub", weight__isnull=False) | ~Q(level="sub"),
                name="performance_sakipitem_sub_has_weight",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SakipEdition(models.Model):
    """The evaluation of one year's performance: which instrument, and when units fill it."""

    year = models.PositiveSmallIntegerField("tahun kinerja", unique=True)
    instrument = models.ForeignKey(
        SakipInstrument,
        verbose_name="instrumen",
        on_delete=models.PROTECT,
        related_name="editions",
    )
    opens_on = models.DateField("penilaian mandiri dibuka")
    closes_on = models.DateField("penilaian mandiri ditutup")
    note = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "jadwal evaluasi SAKIP"
        verbose_name_plural = "jadwal evaluasi SAKIP"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="performance_sakipedition_ordered",
                violation_error_message="Tanggal tutup harus sesudah tanggal buka",
            )
        ]

    def __str__(self) -> str:
        return f"Evaluasi SAKIP {self.year}"


class SakipEvaluation(models.Model):
    """The evaluation of one unit in one edition, on its way from the unit to the result.

    `total` and `predicate` are those announced; they are set once, when it is made final.
    """

    edition = models.ForeignKey(SakipEdition, on_delete=models.PROTECT, related_name="evaluations")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="sakip_evaluations"
    )
    state = models.CharField("status", max_length=10, choices=SakipState, default=SakipState.SELF)
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("diajukan", null=True)
    evaluated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    evaluated_at = models.DateTimeField("dievaluasi", null=True)
    assured_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    assured_at = models.DateTimeField("dijamin mutunya", null=True)
    replied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField("ditanggapi", null=True)
    finalized_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    finalized_at = models.DateTimeField("ditetapkan", null=True)
    return_note = models.TextField("catatan pengembalian", blank=True)
    reply = models.TextField("tanggapan perangkat daerah", blank=True)
    total = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True)
    predicate = models.CharField("predikat", max_length=2, blank=True)

    class Meta:
        verbose_name = "evaluasi SAKIP"
        verbose_name_plural = "evaluasi SAKIP"
        ordering = ["-edition__year", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization"], name="performance_sakipevaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(state="final", total__isnull=False) & ~Q(predicate="")
                | ~Q(state="final") & Q(total__isnull=True, predicate=""),
                name="performance_sakipevaluation_total_when_final",
            ),
            models.CheckConstraint(
                condition=Q(assured_by__isnull=True) | ~Q(assured_by=F("evaluated_by")),
                name="performance_sakipevaluation_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"SAKIP {self.organization} {self.edition.year}"

    def get_absolute_url(self) -> str:
        return reverse("performance:sakip", args=[self.organization.code, self.edition.year])


@pghistory.track(append_only=True)
class SakipAnswer(models.Model):
    """What one layer answered to one line: a criterion's answer, a sub-component's value.

    `value` is a word of the line's scale, a letter AA to E, or a plain decimal 0 to 100.
    """

    evaluation = models.ForeignKey(
        SakipEvaluation, on_delete=models.CASCADE, related_name="answers"
    )
    item = models.ForeignKey(SakipItem, on_delete=models.PROTECT, related_name="+")
    layer = models.CharField("penilai", max_length=10, choices=SakipLayer)
    value = models.CharField("jawaban", max_length=10, blank=True)
    note = models.TextField("catatan", blank=True)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "jawaban LKE"
        verbose_name_plural = "jawaban LKE"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "layer", "item"], name="performance_sakipanswer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_layer_display()}: {self.value}"


class SakipProof(models.Model):
    """This page of this file of the unit proves this criterion."""

    evaluation = models.ForeignKey(SakipEvaluation, on_delete=models.CASCADE, related_name="proofs")
    item = models.ForeignKey(SakipItem, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="sakip_proofs")
    page = models.CharField("halaman", max_length=40, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bukti LKE"
        verbose_name_plural = "bukti LKE"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "item", "evidence"], name="performance_sakipproof_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.item}"


@pghistory.track(append_only=True)
class SakipRecommendation(models.Model):
    """What the evaluator asks of the unit, and what the unit has done since.

    The unit reports; the Inspektorat confirms what is done (`verified_by`).
    """

    evaluation = models.ForeignKey(
        SakipEvaluation, on_delete=models.CASCADE, related_name="recommendations"
    )
    item = models.ForeignKey(
        SakipItem, verbose_name="komponen", null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("rekomendasi")
    due = models.DateField("batas waktu", null=True, blank=True)
    state = models.CharField(
        "status", max_length=10, choices=FollowUpState, default=FollowUpState.OPEN
    )
    follow_up = models.TextField("tindak lanjut", blank=True)
    proof = models.CharField("bukti tindak lanjut", max_length=240, blank=True)
    verified_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField("dikonfirmasi", null=True)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "rekomendasi SAKIP"
        verbose_name_plural = "rekomendasi SAKIP"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(follow_up=""),
                name="performance_sakiprecommendation_done_says_how",
                violation_error_message="Tulis tindak lanjutnya sebelum menandai tuntas",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(state="done"),
                name="performance_sakiprecommendation_verified_is_done",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

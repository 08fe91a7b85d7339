from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import Organization, User
from performance.choices import SubmissionState, UnlockState


class ReportingWindow(models.Model):
    """When the quarter's entry is open for every unit. The database clock decides."""

    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")
    grace_until = models.DateTimeField("tenggang sampai", null=True, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "jadwal pengisian"
        verbose_name_plural = "jadwal pengisian"
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="performance_window_once"),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4)), name="performance_window_1_4"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="performance_window_ordered",
                violation_error_message="Waktu tutup harus sesudah waktu buka",
            ),
            models.CheckConstraint(
                condition=Q(grace_until__isnull=True) | Q(grace_until__gte=F("closes_at")),
                name="performance_window_grace_ordered",
                violation_error_message="Masa tenggang harus sesudah waktu tutup",
            ),
        ]

    def __str__(self) -> str:
        return f"TW {self.quarter} {self.year}"

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < (self.grace_until or self.closes_at)


class Submission(models.Model):
    """The entry of one unit for one quarter, with the four narratives of E.81."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="submissions"
    )
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    state = models.CharField(
        "status", max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    driving_factors = models.TextField("faktor pendorong keberhasilan kinerja", blank=True)
    inhibiting_factors = models.TextField("faktor penghambat pencapaian kinerja", blank=True)
    follow_up_quarter = models.TextField("tindak lanjut dalam triwulan berikutnya", blank=True)
    follow_up_plan = models.TextField("tindak lanjut dalam Renja berikutnya", blank=True)
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("diajukan", null=True)
    verified_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField("diverifikasi", null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField("diterima", null=True)
    return_note = models.TextField("catatan pengembalian", blank=True)
    is_late = models.BooleanField("terlambat", default=False)
    # A reasoned unlock keeps the entry open for this unit beyond the window.
    open_until = models.DateTimeField("dibuka kembali sampai", null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "pengisian triwulan"
        verbose_name_plural = "pengisian triwulan"
        ordering = ["-year", "-quarter", "organization"]
        indexes = [models.Index(fields=["year", "quarter", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "quarter"], name="performance_submission_once"
            ),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4)), name="performance_submission_1_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} TW {self.quarter} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("performance:entry", args=[self.organization.code, self.year, self.quarter])


class UnlockRequest(models.Model):
    """A request to correct a locked quarter: asked by the unit, decided by another person."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="unlock_requests"
    )
    reason = models.TextField("alasan")
    until = models.DateTimeField("dibuka sampai")
    state = models.CharField(
        "status", max_length=10, choices=UnlockState, default=UnlockState.REQUESTED
    )
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("diminta")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("diputuskan", null=True)
    decision_note = models.TextField("catatan keputusan", blank=True)

    class Meta:
        verbose_name = "permintaan buka kunci"
        verbose_name_plural = "permintaan buka kunci"
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state="requested"),
                name="performance_unlock_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="performance_unlock_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_state_display()}"

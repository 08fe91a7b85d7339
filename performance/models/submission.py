from django.db import models
from django.db.models import Q
from django.urls import reverse

from organizations.formatting import labels_of, quarter_name
from organizations.models import Organization, User
from performance.choices import SubmissionState


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
    # The words about a whole quarter; forms and documents take their labels from here.
    NARRATIVES = ("driving_factors", "inhibiting_factors", "follow_up_quarter", "follow_up_plan")
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
        return f"{self.organization} {quarter_name(self.quarter)} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("performance:entry", args=[self.organization.code, self.year, self.quarter])

    @classmethod
    def narratives(cls) -> dict[str, str]:
        """The fields of the words about a quarter with their labels."""
        return labels_of(cls, cls.NARRATIVES)

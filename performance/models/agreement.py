"""The Perjanjian Kinerja of a unit: which indicators it promises, and who agreed to it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from organizations.models import Organization, User
from performance.choices import AgreementState

from .evidence import Evidence
from .indicator import Indicator
from .period import PlanVersion


class PerformanceAgreement(models.Model):
    """What the head of a unit promises the mayor for a year; a Perubahan makes another one.

    Targets and pagu are those of the version; signed, it locks them (`plan_locks`).
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="agreements"
    )
    year = models.PositiveSmallIntegerField("tahun")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    indicators = models.ManyToManyField(Indicator, verbose_name="indikator", related_name="+")
    state = models.CharField(
        "status", max_length=10, choices=AgreementState, default=AgreementState.DRAFT
    )
    drafted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField("tanggal penandatanganan", null=True)
    scan = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "perjanjian kinerja"
        verbose_name_plural = "perjanjian kinerja"
        ordering = ["-year", "organization", "version__sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "version"], name="performance_agreement_once"
            )
        ]

    def __str__(self) -> str:
        return f"Perjanjian Kinerja {self.organization.short_name} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("performance:agreement", args=[self.organization.code, self.year])

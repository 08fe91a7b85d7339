"""The Perjanjian Kinerja of a unit or of the city: what it promises, and who agreed to it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from organizations.models import Organization, User
from performance.choices import AgreementState

from .evidence import Evidence
from .indicator import Indicator
from .period import PlanVersion
from .review import CITY_CODE


class PerformanceAgreement(models.Model):
    """What the head of a unit promises the mayor for a year; a Perubahan makes another one.

    The mayor's own promises the goals of the city to its people: it names no unit.

    Targets and pagu are those of the version; signed, it locks them (`plan_locks`).
    """

    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="agreements"
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
                fields=["organization", "version"],
                nulls_distinct=False,
                name="performance_agreement_once",
            )
        ]

    def __str__(self) -> str:
        name = self.organization.short_name if self.organization else "Kota"
        return f"Perjanjian Kinerja {name} {self.year}"

    def get_absolute_url(self) -> str:
        code = self.organization.code if self.organization else CITY_CODE
        return reverse("performance:agreement", args=[code, self.year])

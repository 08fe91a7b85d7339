"""Rupiah realised on a node in a year."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.models import Organization, User

from .plan import PlanNode


@pghistory.track(append_only=True)
class BudgetRealization(models.Model):
    """Rupiah spent on a sub kegiatan in a year, four quarters as increments.

    `is_remainder` marks the part of a stated total of a program or kegiatan that its
    children do not explain (see `PeriodBudget`); only such rows may be negative.
    """

    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="budget_realizations")
    year = models.PositiveSmallIntegerField("tahun")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    rp1 = models.BigIntegerField("TW I (Rp)", null=True, blank=True)
    rp2 = models.BigIntegerField("TW II (Rp)", null=True, blank=True)
    rp3 = models.BigIntegerField("TW III (Rp)", null=True, blank=True)
    rp4 = models.BigIntegerField("TW IV (Rp)", null=True, blank=True)
    is_remainder = models.BooleanField("belum dirinci", default=False)
    row_version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "realisasi anggaran"
        verbose_name_plural = "realisasi anggaran"
        indexes = [models.Index(fields=["organization", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "year"], name="performance_budgetrealization_once"
            ),
            models.CheckConstraint(
                condition=Q(is_remainder=True)
                | (
                    (Q(rp1__isnull=True) | Q(rp1__gte=0))
                    & (Q(rp2__isnull=True) | Q(rp2__gte=0))
                    & (Q(rp3__isnull=True) | Q(rp3__gte=0))
                    & (Q(rp4__isnull=True) | Q(rp4__gte=0))
                ),
                name="performance_budgetrealization_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.year}"

    @property
    def quarters(self) -> tuple:
        return (self.rp1, self.rp2, self.rp3, self.rp4)

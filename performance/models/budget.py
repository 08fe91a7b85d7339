"""Rupiah planned for a node: of a year, and of the whole period."""

import pghistory
from django.db import models
from django.db.models import Q

from .period import PlanVersion
from .plan import PlanNode


@pghistory.track(append_only=True)
class PeriodBudget(models.Model):
    """Rupiah of a node over the whole period (E.81 column 5).

    Rows live on sub kegiatan. A row on a program or kegiatan is a remainder
    (`is_remainder`): the part of a stated total that its children do not explain.
    It may be negative; sums over the tree then equal the stated total.
    """

    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="period_budgets")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    end_amount = models.BigIntegerField("pagu akhir periode (Rp)", null=True, blank=True)
    is_remainder = models.BooleanField("belum dirinci", default=False)

    class Meta:
        verbose_name = "pagu periode"
        verbose_name_plural = "pagu periode"
        constraints = [
            models.UniqueConstraint(
                fields=["node", "version"], name="performance_periodbudget_once"
            ),
            models.CheckConstraint(
                condition=Q(is_remainder=True) | Q(end_amount__isnull=True) | Q(end_amount__gte=0),
                name="performance_periodbudget_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.end_amount}"


@pghistory.track(append_only=True)
class Pagu(models.Model):
    """Budget ceiling of a sub kegiatan for one year in one version (rupiah, whole)."""

    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="pagus")
    year = models.PositiveSmallIntegerField("tahun")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField("pagu (Rp)")
    is_remainder = models.BooleanField("belum dirinci", default=False)

    class Meta:
        verbose_name = "pagu"
        verbose_name_plural = "pagu"
        indexes = [models.Index(fields=["year", "node"])]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "year", "version"], name="performance_pagu_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(is_remainder=True),
                name="performance_pagu_not_negative",
                violation_error_message="Pagu tidak boleh negatif",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.year}: {self.amount}"

"""What was reached before the years this portal holds: a fact of the year it is carried into."""

import pghistory
from django.db import models
from django.db.models import Q

from .indicator import Indicator
from .plan import PlanNode


@pghistory.track(append_only=True)
class CarriedRealization(models.Model):
    """Quantity realised from the beginning of the period up to the year before `year`.

    Like a realisation it has no plan version. Column 6 of `year` is this figure, that of a
    later year this and the years held here from `year` on (`formulas.realized_before`).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="carried")
    year = models.PositiveSmallIntegerField("dibawa ke tahun")
    amount = models.DecimalField("realisasi bawaan", max_digits=24, decimal_places=6)

    class Meta:
        verbose_name = "realisasi bawaan"
        verbose_name_plural = "realisasi bawaan"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"], name="performance_carriedrealization_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} → {self.year}: {self.amount}"


@pghistory.track(append_only=True)
class CarriedSpending(models.Model):
    """The same in rupiah; rows stand where `PeriodBudget` has its own."""

    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="carried")
    year = models.PositiveSmallIntegerField("dibawa ke tahun")
    amount = models.BigIntegerField("realisasi bawaan (Rp)")
    is_remainder = models.BooleanField("belum dirinci", default=False)

    class Meta:
        verbose_name = "belanja bawaan"
        verbose_name_plural = "belanja bawaan"
        constraints = [
            models.UniqueConstraint(
                fields=["node", "year"], name="performance_carriedspending_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(is_remainder=True),
                name="performance_carriedspending_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} → {self.year}: {self.amount}"

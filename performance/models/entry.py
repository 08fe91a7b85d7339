"""The one entry: what was reached and spent, one row a year with four quarters."""

import pghistory
from django.db import models
from django.utils import timezone

from organizations.models import Organization, User

from .indicator import Indicator


@pghistory.track(append_only=True)
class Realization(models.Model):
    """Realised quantity (K) of an indicator in a year; quarters are increments or
    states as the indicator's accumulation says. Empty is not zero."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="realizations")
    year = models.PositiveSmallIntegerField("tahun")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    k1 = models.DecimalField("TW I", max_digits=24, decimal_places=6, null=True, blank=True)
    k2 = models.DecimalField("TW II", max_digits=24, decimal_places=6, null=True, blank=True)
    k3 = models.DecimalField("TW III", max_digits=24, decimal_places=6, null=True, blank=True)
    k4 = models.DecimalField("TW IV", max_digits=24, decimal_places=6, null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "realisasi kinerja"
        verbose_name_plural = "realisasi kinerja"
        indexes = [models.Index(fields=["organization", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"], name="performance_realization_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"

    @property
    def quarters(self) -> tuple:
        return (self.k1, self.k2, self.k3, self.k4)

"""What an indicator is to reach: each year, and over the period."""

import pghistory
from django.db import models

from .indicator import Indicator
from .period import PlanVersion


@pghistory.track(append_only=True)
class PeriodTarget(models.Model):
    """Where the indicator starts and must be at the end of the period (Renstra/RPJMD)."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="period_targets"
    )
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    baseline = models.DecimalField(
        "kondisi awal", max_digits=24, decimal_places=6, null=True, blank=True
    )
    end_target = models.DecimalField(
        "target akhir periode", max_digits=24, decimal_places=6, null=True, blank=True
    )
    end_target_high = models.DecimalField(
        "batas atas rentang", max_digits=24, decimal_places=6, null=True, blank=True
    )
    # Realisation reached before the years this portal holds; years after
    # `carried_until_year` are added from `Realization`.
    carried = models.DecimalField(
        "realisasi bawaan", max_digits=24, decimal_places=6, null=True, blank=True
    )
    carried_until_year = models.PositiveSmallIntegerField(
        "bawaan sampai tahun", null=True, blank=True
    )

    class Meta:
        verbose_name = "target periode"
        verbose_name_plural = "target periode"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"], name="performance_periodtarget_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.end_target}"


@pghistory.track(append_only=True)
class YearTarget(models.Model):
    """Target of one year in one plan version, with quarters where they are planned."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="year_targets")
    year = models.PositiveSmallIntegerField("tahun")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    target = models.DecimalField("target", max_digits=24, decimal_places=6, null=True, blank=True)
    target_high = models.DecimalField(
        "batas atas rentang", max_digits=24, decimal_places=6, null=True, blank=True
    )
    q1 = models.DecimalField("target TW I", max_digits=24, decimal_places=6, null=True, blank=True)
    q2 = models.DecimalField("target TW II", max_digits=24, decimal_places=6, null=True, blank=True)
    q3 = models.DecimalField(
        "target TW III", max_digits=24, decimal_places=6, null=True, blank=True
    )
    q4 = models.DecimalField("target TW IV", max_digits=24, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = "target tahunan"
        verbose_name_plural = "target tahunan"
        indexes = [models.Index(fields=["year", "indicator"])]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "version"], name="performance_yeartarget_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.target}"

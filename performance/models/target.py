"""What an indicator is to reach: each year, and over the period."""

import pghistory
from django.db import models
from django.db.models import F, Q

from performance.formulas import Bounds, Plan

from .indicator import Indicator
from .period import PlanVersion


def in_order(low: str, high: str, name: str) -> models.CheckConstraint:
    """The lower bound of a range does not pass the upper one; either may be empty."""
    return models.CheckConstraint(
        condition=Q((f"{low}__isnull", True))
        | Q((f"{high}__isnull", True))
        | Q((f"{low}__lte", F(high))),
        name=name,
    )


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

    class Meta:
        verbose_name = "target periode"
        verbose_name_plural = "target periode"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"], name="performance_periodtarget_once"
            ),
            in_order("end_target", "end_target_high", "performance_periodtarget_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.end_target}"

    @property
    def end(self) -> Bounds:
        return Bounds(self.end_target, self.end_target_high)


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
    # Upper bounds of the quarters of a range. A quarter with one bound alone is measured
    # against the bounds of the year.
    q1_high = models.DecimalField(
        "batas atas TW I", max_digits=24, decimal_places=6, null=True, blank=True
    )
    q2_high = models.DecimalField(
        "batas atas TW II", max_digits=24, decimal_places=6, null=True, blank=True
    )
    q3_high = models.DecimalField(
        "batas atas TW III", max_digits=24, decimal_places=6, null=True, blank=True
    )
    q4_high = models.DecimalField(
        "batas atas TW IV", max_digits=24, decimal_places=6, null=True, blank=True
    )

    class Meta:
        verbose_name = "target tahunan"
        verbose_name_plural = "target tahunan"
        indexes = [models.Index(fields=["year", "indicator"])]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "version"], name="performance_yeartarget_once"
            ),
            in_order("target", "target_high", "performance_yeartarget_in_order"),
            *(
                in_order(f"q{n}", f"q{n}_high", f"performance_yeartarget_q{n}_in_order")
                for n in (1, 2, 3, 4)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.target}"

    @property
    def quarters(self) -> tuple[Bounds, ...]:
        lows = (self.q1, self.q2, self.q3, self.q4)
        highs = (self.q1_high, self.q2_high, self.q3_high, self.q4_high)
        return tuple(Bounds(low, high) for low, high in zip(lows, highs, strict=True))

    @property
    def plan(self) -> Plan:
        """The year and its quarters as the formulas take them."""
        return Plan(Bounds(self.target, self.target_high), self.quarters)

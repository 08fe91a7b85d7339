"""An indicator that joined its namesake when units merged."""

from django.db import models
from django.db.models import F, Q

from .indicator import Indicator


class IndicatorJoin(models.Model):
    """From a year on one indicator speaks for both; each keeps its own figures of before.

    Where counts are added (`adds_up`), what the source reached and was promised adds up at the
    target in forms of that year and later; otherwise the target's own history goes on alone.
    """

    source = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="joins_out")
    target = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="joins_in")
    year = models.PositiveSmallIntegerField("mulai tahun")
    adds_up = models.BooleanField("dijumlahkan", default=False)

    class Meta:
        verbose_name = "penggabungan indikator"
        verbose_name_plural = "penggabungan indikator"
        constraints = [
            models.UniqueConstraint(fields=["source"], name="performance_indicatorjoin_once"),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="performance_indicatorjoin_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target} ({self.year})"

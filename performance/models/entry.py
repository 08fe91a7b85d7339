"""The one entry: what was reached and spent, one row a year with four quarters."""

from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.functions import Abs
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from organizations.models import Organization, User
from performance.formulas import with_parts

from .indicator import Indicator


def _of_its_parts(quarter: int) -> Q:
    """Both parts or none; with them K is n x per / d to half a unit of its last digit."""
    k, n, d = F(f"k{quarter}"), F(f"n{quarter}"), F(f"d{quarter}")
    number = models.DecimalField(max_digits=60, decimal_places=12)
    difference = ExpressionWrapper(k * d - n * F("per"), output_field=number)
    half = ExpressionWrapper(d * Value(Decimal("0.0000005")), output_field=number)
    filled = {f"{name}{quarter}__isnull": False for name in "knd"} | {"per__isnull": False}
    return Q(**{f"n{quarter}__isnull": True, f"d{quarter}__isnull": True}) | (
        Q(**filled, **{f"d{quarter}__gt": 0}) & Q(LessThanOrEqual(Abs(difference), half))
    )


@pghistory.track(append_only=True)
class Realization(models.Model):
    """Realised quantity (K) of an indicator in a year; quarters are increments or
    states as the indicator's accumulation says. Empty is not zero.

    Of an indicator that is a ratio, K of a quarter is computed from n and d, the parts that were
    typed: n / d, times `per` (100 for a percentage). The database holds K to them."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="realizations")
    year = models.PositiveSmallIntegerField("tahun")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    k1 = models.DecimalField("TW I", max_digits=24, decimal_places=6, null=True, blank=True)
    k2 = models.DecimalField("TW II", max_digits=24, decimal_places=6, null=True, blank=True)
    k3 = models.DecimalField("TW III", max_digits=24, decimal_places=6, null=True, blank=True)
    k4 = models.DecimalField("TW IV", max_digits=24, decimal_places=6, null=True, blank=True)
    n1 = models.DecimalField(
        "pembilang TW I", max_digits=24, decimal_places=6, null=True, blank=True
    )
    n2 = models.DecimalField(
        "pembilang TW II", max_digits=24, decimal_places=6, null=True, blank=True
    )
    n3 = models.DecimalField(
        "pembilang TW III", max_digits=24, decimal_places=6, null=True, blank=True
    )
    n4 = models.DecimalField(
        "pembilang TW IV", max_digits=24, decimal_places=6, null=True, blank=True
    )
    d1 = models.DecimalField(
        "penyebut TW I", max_digits=24, decimal_places=6, null=True, blank=True
    )
    d2 = models.DecimalField(
        "penyebut TW II", max_digits=24, decimal_places=6, null=True, blank=True
    )
    d3 = models.DecimalField(
        "penyebut TW III", max_digits=24, decimal_places=6, null=True, blank=True
    )
    d4 = models.DecimalField(
        "penyebut TW IV", max_digits=24, decimal_places=6, null=True, blank=True
    )
    per = models.PositiveSmallIntegerField("dikalikan", null=True, blank=True)
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
            ),
            *(
                models.CheckConstraint(
                    condition=_of_its_parts(quarter),
                    name=f"performance_realization_parts_{quarter}",
                )
                for quarter in (1, 2, 3, 4)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"

    @property
    def quarters(self) -> tuple:
        """K by quarter, each with its parts where it has them."""
        return with_parts(
            (self.k1, self.k2, self.k3, self.k4),
            (self.n1, self.n2, self.n3, self.n4),
            (self.d1, self.d2, self.d3, self.d4),
            self.per,
        )

"""A maintained summary: one row for each unit and year, so that overviews scan no figures."""

from django.db import models

from organizations.models import Organization


class UnitSummary(models.Model):
    """Sums over the accepted figures of a unit's year; `stamp` says of which state of the data."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="summaries"
    )
    year = models.PositiveSmallIntegerField("tahun")
    stamp = models.CharField(max_length=120)
    last_quarter = models.PositiveSmallIntegerField("triwulan terakhir", default=0)
    iku_total = models.PositiveIntegerField(default=0)
    iku_filled = models.PositiveIntegerField(default=0)
    # The largest figure (10^18) over the smallest target (10^-6) in percent still fits.
    iku_exact = models.DecimalField(max_digits=40, decimal_places=10, null=True)
    total = models.PositiveIntegerField("indikator", default=0)
    filled = models.PositiveIntegerField("indikator terisi", default=0)
    exact = models.DecimalField(max_digits=40, decimal_places=10, null=True)
    pagu = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    warnings = models.JSONField(default=list)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "ringkasan perangkat daerah"
        verbose_name_plural = "ringkasan perangkat daerah"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"], name="performance_summary_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}"

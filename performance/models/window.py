"""When a quarter may be filled."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from organizations.formatting import quarter_name


class ReportingWindow(models.Model):
    """When the quarter's entry is open for every unit. The database clock decides."""

    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")
    grace_until = models.DateTimeField("tenggang sampai", null=True, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "jadwal pengisian"
        verbose_name_plural = "jadwal pengisian"
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="performance_window_once"),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4)), name="performance_window_1_4"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="performance_window_ordered",
                violation_error_message="Waktu tutup harus sesudah waktu buka",
            ),
            models.CheckConstraint(
                condition=Q(grace_until__isnull=True) | Q(grace_until__gte=F("closes_at")),
                name="performance_window_grace_ordered",
                violation_error_message="Masa tenggang harus sesudah waktu tutup",
            ),
        ]

    def __str__(self) -> str:
        return f"{quarter_name(self.quarter)} {self.year}"

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < (self.grace_until or self.closes_at)

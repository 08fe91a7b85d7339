from django.db import models

from organizations.choices import HolidayKind


class Holiday(models.Model):
    """A day on which the legal clock stands still."""

    date = models.DateField("tanggal")
    name = models.CharField("nama", max_length=160)
    kind = models.CharField("jenis", max_length=20, choices=HolidayKind)
    source = models.CharField("dasar", max_length=160, blank=True)
    is_estimate = models.BooleanField("perkiraan, menunggu keputusan", default=False)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["date", "name"], name="organizations_holiday_once")
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"

"""What a unit adds to the report of a period: words of its head, photos of the work."""

from django.db import models

from organizations import storage

from .answer import Period


class Foreword(models.Model):
    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="foreword")
    text = models.TextField("kata pengantar", blank=True)

    class Meta:
        verbose_name = "kata pengantar"
        verbose_name_plural = "kata pengantar"

    def __str__(self) -> str:
        return f"Kata pengantar {self.period}"


class PeriodPhoto(models.Model):
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="photos")
    caption = models.CharField("keterangan foto", max_length=160)
    file = models.FileField(
        "foto", upload_to="surveys/foto/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "foto laporan survei"
        verbose_name_plural = "foto laporan survei"
        ordering = ["period", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "sha256"], name="surveys_periodphoto_once")
        ]

    def __str__(self) -> str:
        return self.caption

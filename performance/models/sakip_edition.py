"""The SAKIP evaluation of a year: its sheet and its dates."""

from django.db import models
from django.db.models import F, Q

from .sakip_sheet import SakipInstrument


class SakipEdition(models.Model):
    """The evaluation of one year's performance: which instrument, and when units fill it."""

    year = models.PositiveSmallIntegerField("tahun kinerja", unique=True)
    instrument = models.ForeignKey(
        SakipInstrument,
        verbose_name="instrumen",
        on_delete=models.PROTECT,
        related_name="editions",
    )
    opens_on = models.DateField("penilaian mandiri dibuka")
    closes_on = models.DateField("penilaian mandiri ditutup")
    note = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "jadwal evaluasi SAKIP"
        verbose_name_plural = "jadwal evaluasi SAKIP"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="performance_sakipedition_ordered",
                violation_error_message="Tanggal tutup harus sesudah tanggal buka",
            )
        ]

    def __str__(self) -> str:
        return f"Evaluasi SAKIP {self.year}"

"""The sheet of an instrument: components, sub-components, criteria."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from performance.choices import (
    SakipLevel,
    SakipMethod,
    SakipScale,
)


class SakipInstrument(models.Model):
    """An evaluation sheet (LKE) of a regulation or a region: components, weights, criteria."""

    code = models.CharField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=160)
    regulation = models.CharField("dasar hukum", max_length=160)
    method = models.CharField("cara menilai", max_length=10, choices=SakipMethod)

    class Meta:
        verbose_name = "instrumen LKE"
        verbose_name_plural = "instrumen LKE"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class SakipItem(models.Model):
    """A line of an instrument: component, sub-component (with its weight) or criterion."""

    instrument = models.ForeignKey(SakipInstrument, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    level = models.CharField("tingkat", max_length=10, choices=SakipLevel)
    code = models.CharField("kode", max_length=20)
    name = models.CharField("uraian", max_length=300)
    weight = models.DecimalField(
        "bobot",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    scale = models.CharField("jawaban", max_length=10, choices=SakipScale, blank=True)
    proof = models.CharField("contoh bukti", max_length=300, blank=True)
    # The fact of the portal that answers it, see queries.sakip_facts.
    source = models.CharField("diketahui portal dari", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "butir LKE"
        verbose_name_plural = "butir LKE"
        ordering = ["instrument", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "code"], name="performance_sakipitem_once"
            ),
            models.CheckConstraint(
                condition=Q(level="sub", weight__isnull=False) | ~Q(level="sub"),
                name="performance_sakipitem_sub_has_weight",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

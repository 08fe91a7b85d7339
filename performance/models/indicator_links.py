"""Units that share an indicator, and the source that fills it."""

import pghistory
from django.db import models

from organizations.models import Organization

from .indicator import Indicator


@pghistory.track(append_only=True)
class IndicatorPartner(models.Model):
    """A unit named as sharing the work on an indicator; its owner alone types and answers.

    The IKU sheet names it beside the owner, and its own plan page lists the indicator.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(
        Organization, verbose_name="unit mitra", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField("bagian yang dikerjakan", max_length=240, blank=True)

    class Meta:
        verbose_name = "mitra indikator"
        verbose_name_plural = "mitra indikator"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "organization"], name="performance_partner_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.organization}"


@pghistory.track(append_only=True)
class IndicatorFeed(models.Model):
    """An indicator whose quarters are taken from another part of the portal; K is not typed."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="feed")
    source = models.CharField("sumber", max_length=60)
    organization = models.ForeignKey(
        Organization,
        verbose_name="unit yang diukur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Kosong berarti seluruh kota",
    )

    class Meta:
        verbose_name = "sumber otomatis"
        verbose_name_plural = "sumber otomatis"

    def __str__(self) -> str:
        return f"{self.indicator} ← {self.source}"

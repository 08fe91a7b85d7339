"""What is said about a figure of a quarter."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.formatting import labels_of, quarter_name
from organizations.models import User

from .indicator import Indicator


class RowNote(models.Model):
    """The clerk's words on one indicator in one quarter; the LKjIP quotes them."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="notes")
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    NARRATIVES = ("driving", "inhibiting", "follow_up")
    driving = models.TextField("faktor pendorong", blank=True)
    inhibiting = models.TextField("faktor penghambat", blank=True)
    follow_up = models.TextField("tindak lanjut", blank=True)
    row_version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "catatan capaian"
        verbose_name_plural = "catatan capaian"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "quarter"], name="performance_rownote_once"
            ),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4)), name="performance_rownote_quarter_1_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {quarter_name(self.quarter)} {self.year}"

    @classmethod
    def narratives(cls) -> dict[str, str]:
        """The fields of the words with their labels."""
        return labels_of(cls, cls.NARRATIVES)

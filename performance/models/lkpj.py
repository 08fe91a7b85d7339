"""What an LKPJ tells beside the figures: policies, advice of the DPRD, tasks, awards, budget law.

Each kind is one plain list per year; figures of programs are never typed here again.
"""

from django.db import models
from django.utils import timezone

from organizations.models import Organization, User


class YearRecord(models.Model):
    """A line of one year's LKPJ, kept by a unit or, without one, by the city."""

    year = models.PositiveSmallIntegerField("tahun LKPJ")
    organization = models.ForeignKey(
        Organization,
        verbose_name="perangkat daerah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Kosongkan bila menyangkut seluruh kota",
    )
    order = models.PositiveIntegerField("urutan", default=0)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

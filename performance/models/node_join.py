"""Nodes that became one when their units did."""

from django.db import models
from django.db.models import F, Q

from .plan import PlanNode


class NodeJoin(models.Model):
    """From a year on the work of an ended node goes on in one that was there already.

    Its money stays where it was spent and adds up at the target. Of several rows of a source
    the latest year counts: the target may be joined or moved itself.
    """

    source = models.ForeignKey(PlanNode, on_delete=models.PROTECT, related_name="joins_out")
    target = models.ForeignKey(PlanNode, on_delete=models.PROTECT, related_name="joins_in")
    year = models.PositiveSmallIntegerField("mulai tahun")

    class Meta:
        verbose_name = "penggabungan simpul"
        verbose_name_plural = "penggabungan simpul"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "year"], name="performance_nodejoin_once_a_year"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="performance_nodejoin_two_nodes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target} ({self.year})"

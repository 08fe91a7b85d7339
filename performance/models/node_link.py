"""Which node supports which beside the tree."""

from django.db import models
from django.db.models import F, Q

from performance.choices import LinkKind
from performance.querysets import NodeLinkQuerySet

from .plan import PlanNode


class NodeLink(models.Model):
    """A crosscutting link between nodes of different units.

    Taken away it ends, where a closed year shows it, and a new one begins after closed years.
    """

    source = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField("jenis", max_length=16, choices=LinkKind, default=LinkKind.CROSSCUTTING)
    note = models.CharField("keterangan", max_length=240, blank=True)
    valid_from_year = models.PositiveSmallIntegerField("berlaku sejak tahun", null=True)
    valid_to_year = models.PositiveSmallIntegerField("berlaku sampai tahun", null=True)

    objects = NodeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "hubungan antarsimpul"
        verbose_name_plural = "hubungan antarsimpul"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"],
                condition=Q(valid_to_year__isnull=True),
                name="performance_nodelink_once",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="performance_nodelink_two_nodes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ↔ {self.target}"

"""Which node supports which beside the tree."""

from django.db import models
from django.db.models import F, Q

from performance.choices import LinkKind

from .plan import PlanNode


class NodeLink(models.Model):
    """A crosscutting link between nodes of different units."""

    source = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField("jenis", max_length=16, choices=LinkKind, default=LinkKind.CROSSCUTTING)
    note = models.CharField("keterangan", max_length=240, blank=True)

    class Meta:
        verbose_name = "hubungan antarsimpul"
        verbose_name_plural = "hubungan antarsimpul"
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="performance_nodelink_once"),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="performance_nodelink_two_nodes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ↔ {self.target}"

"""What somebody wants changed in an entry the head has seen."""

from django.db import models
from django.utils import timezone

from innovations.choices import RevisionState
from organizations.models import User

from .innovation import Innovation


class Revision(models.Model):
    """Fields of an entry with their former and new values; nothing changes before it is accepted.

    `changes` maps a field to {"label", "before", "after"} as people read it, `values` to
    {"before", "after"} as they are stored: accepted only while "before" still holds.
    """

    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("revisi ke")
    note = models.TextField("alasan perubahan")
    changes = models.JSONField("perubahan")
    values = models.JSONField()
    state = models.CharField(
        "status", max_length=10, choices=RevisionState, default=RevisionState.WAITING
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("diusulkan", default=timezone.now)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("diputuskan", null=True)
    answer = models.TextField("catatan keputusan", blank=True)

    class Meta:
        verbose_name = "revisi inovasi"
        verbose_name_plural = "revisi inovasi"
        ordering = ["innovation", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "number"], name="innovations_revision_number_once"
            ),
            models.UniqueConstraint(
                fields=["innovation"],
                condition=models.Q(state=RevisionState.WAITING),
                name="innovations_revision_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"Revisi {self.number} {self.innovation}"

    @property
    def tone(self) -> str:
        return RevisionState.tone_of(self.state)

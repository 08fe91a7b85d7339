"""A request to open a closed quarter once more."""

from django.db import models
from django.db.models import F, Q

from organizations.models import User
from performance.choices import UnlockState

from .submission import Submission


class UnlockRequest(models.Model):
    """A request to correct a locked quarter: asked by the unit, decided by another person."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="unlock_requests"
    )
    reason = models.TextField("alasan")
    until = models.DateTimeField("dibuka sampai")
    state = models.CharField(
        "status", max_length=10, choices=UnlockState, default=UnlockState.REQUESTED
    )
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("diminta")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("diputuskan", null=True)
    decision_note = models.TextField("catatan keputusan", blank=True)

    class Meta:
        verbose_name = "permintaan buka kunci"
        verbose_name_plural = "permintaan buka kunci"
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state="requested"),
                name="performance_unlock_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="performance_unlock_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_state_display()}"

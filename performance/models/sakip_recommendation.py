"""What the evaluators ask for, and what became of it."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.models import User
from performance.choices import FollowUpState, SakipLayer

from .sakip import SakipEvaluation
from .sakip_sheet import SakipItem


@pghistory.track(append_only=True)
class SakipRecommendation(models.Model):
    """What the evaluator asks of the unit, and what the unit has done since.

    The unit reports (`reported_by`); the Inspektorat confirms what is done (`verified_by`).
    `layer` is the one in whose turn the words were written, `written_by` who wrote them.
    """

    evaluation = models.ForeignKey(
        SakipEvaluation, on_delete=models.CASCADE, related_name="recommendations"
    )
    item = models.ForeignKey(
        SakipItem, verbose_name="komponen", null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("rekomendasi")
    due = models.DateField("batas waktu", null=True, blank=True)
    layer = models.CharField(
        "penilai", max_length=10, choices=SakipLayer, default=SakipLayer.EVALUATOR
    )
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "status", max_length=10, choices=FollowUpState, default=FollowUpState.OPEN
    )
    follow_up = models.TextField("tindak lanjut", blank=True)
    proof = models.CharField("bukti tindak lanjut", max_length=240, blank=True)
    reported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField("dikonfirmasi", null=True)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "rekomendasi SAKIP"
        verbose_name_plural = "rekomendasi SAKIP"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(follow_up=""),
                name="performance_sakiprecommendation_done_says_how",
                violation_error_message="Tulis tindak lanjutnya sebelum menandai tuntas",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(state="done"),
                name="performance_sakiprecommendation_verified_is_done",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

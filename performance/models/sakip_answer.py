"""What each layer answered, and what proves it."""

import pghistory
from django.db import models
from django.utils import timezone

from organizations.models import User
from performance.choices import SakipLayer

from .evidence import Evidence
from .sakip import SakipEvaluation
from .sakip_sheet import SakipItem


@pghistory.track(append_only=True)
class SakipAnswer(models.Model):
    """What one layer answered to one line: a criterion's answer, a sub-component's value.

    `value` is a word of the line's scale, a letter AA to E, or a plain decimal 0 to 100.
    """

    evaluation = models.ForeignKey(
        SakipEvaluation, on_delete=models.CASCADE, related_name="answers"
    )
    item = models.ForeignKey(SakipItem, on_delete=models.PROTECT, related_name="+")
    layer = models.CharField("penilai", max_length=10, choices=SakipLayer)
    value = models.CharField("jawaban", max_length=10, blank=True)
    note = models.TextField("catatan", blank=True)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "jawaban LKE"
        verbose_name_plural = "jawaban LKE"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "layer", "item"], name="performance_sakipanswer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_layer_display()}: {self.value}"


class SakipProof(models.Model):
    """This page of this file of the unit proves this criterion."""

    evaluation = models.ForeignKey(SakipEvaluation, on_delete=models.CASCADE, related_name="proofs")
    item = models.ForeignKey(SakipItem, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="sakip_proofs")
    page = models.CharField("halaman", max_length=40, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bukti LKE"
        verbose_name_plural = "bukti LKE"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "item", "evidence"], name="performance_sakipproof_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.item}"

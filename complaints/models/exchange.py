"""Files of SP4N-LAPOR!: read with a preview, written once, then laid beside what is here."""

from django.db import models
from django.utils import timezone

from complaints.choices import ExchangeState
from organizations.models import User


class Sp4nBatch(models.Model):
    """One export file of SP4N-LAPOR! between its preview and its confirmation."""

    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField("kolom", default=list)
    mapping = models.JSONField("pemetaan kolom", default=dict)
    rows = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    state = models.CharField(
        "status", max_length=10, choices=ExchangeState, default=ExchangeState.MAPPING
    )
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)
    saved_at = models.DateTimeField("disimpan", null=True)

    class Meta:
        verbose_name = "impor SP4N-LAPOR!"
        verbose_name_plural = "impor SP4N-LAPOR!"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

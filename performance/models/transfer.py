from django.db import models
from django.utils import timezone

from organizations.choices import ImportState
from organizations.models import Organization, User


class ImportBatch(models.Model):
    """An uploaded file between its preview and its confirmation."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun")
    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    state = models.CharField(
        "status", max_length=10, choices=ImportState, default=ImportState.PREVIEW
    )
    # The imports that one file of the whole city became; saved together or not at all.
    spread = models.UUIDField(null=True, editable=False, db_index=True)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "impor"
        verbose_name_plural = "impor"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

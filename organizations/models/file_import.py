from django.db import models
from django.utils import timezone

from organizations.choices import ImportState

from .user import User


class FileImport(models.Model):
    """A file of rows between its preview and its confirmation."""

    kind = models.CharField("jenis", max_length=20)
    subject = models.CharField(max_length=40, blank=True)  # of which list, where a kind has many
    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    state = models.CharField(
        "status", max_length=10, choices=ImportState, default=ImportState.PREVIEW
    )
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)
    closed_at = models.DateTimeField("diselesaikan", null=True)

    class Meta:
        verbose_name = "impor berkas"
        verbose_name_plural = "impor berkas"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

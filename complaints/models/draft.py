"""A report being written, page by page: kept on the server for a day, for one browser."""

import uuid

from django.db import models
from django.utils import timezone

from complaints.secrecy import EncryptedTextField
from organizations import storage

from .complaint import Complaint


class Draft(models.Model):
    """What a citizen has answered so far. The browser holds a random word, the row its digest.

    Answers hold names and contacts, so they are encrypted as the reporter's are. Once sent, the
    draft leads to its receipt until it is dropped; until then the secret can be shown.
    """

    client_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    answers = EncryptedTextField(default="{}")  # JSON
    complaint = models.ForeignKey(
        Complaint, null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    secret = EncryptedTextField(blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "rancangan laporan"
        verbose_name_plural = "rancangan laporan"
        ordering = ["pk"]
        indexes = [models.Index(fields=["begun_at"], name="complaints_draft_begun")]

    def __str__(self) -> str:
        return f"Rancangan {self.pk}"


class DraftFile(models.Model):
    """A clean file that waits for its report to be sent; it goes with the draft otherwise."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.FileField("berkas", upload_to="complaints/%Y/", storage=storage.evidence)
    shown_name = models.CharField("nama berkas", max_length=200)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField("ukuran (byte)")
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "berkas rancangan"
        verbose_name_plural = "berkas rancangan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")

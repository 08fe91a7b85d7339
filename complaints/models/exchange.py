"""Files of SP4N-LAPOR!: read with a preview, written once, then laid beside what is here; and files
for it that hold secret reports, which two persons answer for."""

from django.db import models
from django.utils import timezone

from complaints.choices import ExchangeState
from complaints.secrecy import EncryptedTextField
from organizations.models import User

from .asked import Asked


class Sp4nBatch(models.Model):
    """One export file of SP4N-LAPOR!: its columns, its preview, what came of it.

    Rows and the errors in them hold names and words of citizens: encrypted, and gone once the
    file is saved or given up. What stays (`summary`) holds numbers, states and categories.
    """

    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField("kolom", default=list)
    mapping = models.JSONField("pemetaan kolom", default=dict)  # name of a column here → its title
    content = EncryptedTextField(blank=True, default="")
    summary = models.JSONField(default=dict)
    state = models.CharField(
        "status", max_length=10, choices=ExchangeState, default=ExchangeState.MAPPING
    )
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("disimpan", null=True)
    # While it is being saved: how far, and which worker holds it until when.
    progress = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "impor SP4N-LAPOR!"
        verbose_name_plural = "impor SP4N-LAPOR!"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class SecretExport(Asked):
    """A file with secret reports: asked for with a reason, granted by another person for a day.

    The choice is kept, never the file.
    """

    chosen = models.JSONField("pilihan", default=dict)
    told = models.CharField("pilihan dalam kata", max_length=300)

    class Meta(Asked.Meta):
        abstract = False
        verbose_name = "permintaan ekspor rahasia"
        verbose_name_plural = "permintaan ekspor rahasia"

    def __str__(self) -> str:
        return f"Ekspor rahasia {self.pk}"

    @property
    def subject(self) -> str:
        return f"Laporan yang {self.told}"

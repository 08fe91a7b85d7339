"""Child protection: its own tables, its own keys, read only by those named, each look recorded.

Nothing here is in a list, search, statistic, mail body or document of the other reports.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Author, Channel, ChildState
from complaints.secrecy import EncryptedTextField
from organizations import storage
from organizations.models import User

RING = "CHILD_KEYS"


class ChildReport(models.Model):
    """A report of violence against a child. Everything a person wrote is encrypted."""

    has_confined_history = True  # organizations.activity: its lines stand on its own page only

    number = models.CharField("nomor", max_length=14, unique=True)
    secret_digest = models.CharField(max_length=64)
    client_key = models.UUIDField(null=True, unique=True)
    text = EncryptedTextField("yang terjadi", ring=RING)
    child = EncryptedTextField("tentang anak", ring=RING, blank=True)
    place = EncryptedTextField("tempat", ring=RING, blank=True)
    contact = EncryptedTextField("cara menghubungi pelapor", ring=RING, blank=True)
    in_danger = models.BooleanField("anak sedang dalam bahaya", default=False)
    channel = models.CharField("saluran", max_length=12, choices=Channel, default=Channel.WEB)
    received_at = models.DateTimeField("diterima", default=timezone.now)
    entered_at = models.DateTimeField("dimasukkan", default=timezone.now)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "status", max_length=12, choices=ChildState, default=ChildState.RECEIVED
    )

    closed_at = models.DateTimeField("selesai ditangani", null=True)
    erased_at = models.DateTimeField("dihapus menurut masa simpan", null=True)

    class Meta:
        verbose_name = "laporan perlindungan anak"
        verbose_name_plural = "laporan perlindungan anak"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__lte=F("entered_at")),
                name="complaints_child_received_first",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaints:child-case-detail", args=[self.number])


class ChildOfficer(models.Model):
    """Need to know: who may read this one report."""

    report = models.ForeignKey(ChildReport, on_delete=models.CASCADE, related_name="officers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "petugas laporan anak"
        verbose_name_plural = "petugas laporan anak"
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="complaints_child_officer_once")
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.user}"


class ChildMessage(models.Model):
    """A line between the team and the reporter, or a note of the team (`is_internal`)."""

    report = models.ForeignKey(ChildReport, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField("dari", max_length=10, choices=Author)
    officer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField("isi", ring=RING)
    is_internal = models.BooleanField("catatan tim", default=False)
    client_key = models.UUIDField(null=True, unique=True)
    written_at = models.DateTimeField("ditulis", default=timezone.now)

    class Meta:
        verbose_name = "pesan laporan anak"
        verbose_name_plural = "pesan laporan anak"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.pk}"


class ChildFile(models.Model):
    """A file of such a report, in a storage of its own; the reporter cannot fetch it again."""

    report = models.ForeignKey(ChildReport, on_delete=models.CASCADE, related_name="files")
    file = models.FileField("berkas", upload_to="anak/%Y/", storage=storage.protected)
    shown_name = EncryptedTextField("nama berkas", ring=RING)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField("ukuran (byte)")
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "berkas laporan anak"
        verbose_name_plural = "berkas laporan anak"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report}: berkas {self.pk}"


class SecretRead(models.Model):
    """Somebody looked at a secret report, an identity or a child's case: who, what, why."""

    class What(models.TextChoices):
        SECRET = "rahasia", "Laporan rahasia"
        IDENTITY = "identitas", "Identitas pelapor"
        ORIGINAL = "berkas_asli", "Berkas asli"
        CHILD = "anak", "Laporan perlindungan anak"

    what = models.CharField("yang dibaca", max_length=12, choices=What)
    object_id = models.BigIntegerField()
    number = models.CharField("nomor", max_length=14)
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("alasan", blank=True)
    read_at = models.DateTimeField("dibaca", default=timezone.now)

    class Meta:
        verbose_name = "catatan pembacaan rahasia"
        verbose_name_plural = "catatan pembacaan rahasia"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["what", "object_id"], name="complaints_secret_read"),
            models.Index(fields=["read_at"], name="complaints_secret_read_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.reader}"

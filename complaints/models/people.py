"""Who reported and who follows: encrypted, apart from what was reported."""

from django.db import models
from django.utils import timezone

from complaints.secrecy import EncryptedTextField
from organizations.models import User

from .asked import Asked
from .complaint import Complaint


class Contact(models.Model):
    """Encrypted ways to reach a person, each given by choice."""

    name = EncryptedTextField("nama", blank=True)
    email = EncryptedTextField("surel", blank=True)
    phone = EncryptedTextField("telepon", blank=True)
    mail_wanted = models.BooleanField("kirim kabar lewat surel", default=False)
    whatsapp_wanted = models.BooleanField("kirim kabar lewat WhatsApp", default=False)

    class Meta:
        abstract = True


class Reporter(Contact):
    """The one who reported. Read only through `permissions.identity`, each look recorded."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="reporter")
    address = EncryptedTextField("alamat", blank=True)
    # Equal for equal contacts, so that staff see repeated reports without seeing who.
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    shown_name = models.CharField("nama disingkat", max_length=40, blank=True)

    class Meta:
        verbose_name = "pelapor"
        verbose_name_plural = "pelapor"

    def __str__(self) -> str:
        return self.shown_name or "Pelapor"


class OriginalWords(models.Model):
    """What the reporter wrote, where the desk has blackened a part of it: units read the report
    itself, the desk and the reporter read this."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="original")
    subject = EncryptedTextField("judul asli")
    text = EncryptedTextField("isi asli")
    address = EncryptedTextField("alamat asli", blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("dihitamkan", default=timezone.now)

    class Meta:
        verbose_name = "kata asli laporan"
        verbose_name_plural = "kata asli laporan"

    def __str__(self) -> str:
        return f"Kata asli {self.complaint}"


class Supporter(Contact):
    """Somebody who has the same trouble: follows and adds, and moves no clock."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="followers")
    # The merged report whose number they hold: news are told of that one.
    came_from = models.ForeignKey(
        Complaint, null=True, on_delete=models.SET_NULL, related_name="moved_followers"
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    client_key = models.UUIDField(null=True, unique=True)
    joined_at = models.DateTimeField("ikut sejak", default=timezone.now)

    class Meta:
        verbose_name = "warga yang mengikuti"
        verbose_name_plural = "warga yang mengikuti"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.complaint} +{self.pk}"


class IdentityRequest(Asked):
    """Opening the name behind an anonymous report: asked with a reason, granted by another."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="openings")

    class Meta(Asked.Meta):
        abstract = False
        verbose_name = "permintaan membuka identitas"
        verbose_name_plural = "permintaan membuka identitas"

    def __str__(self) -> str:
        return f"{self.complaint}: {self.asked_by}"

    @property
    def subject(self) -> str:
        return f"Laporan {self.complaint.number}"

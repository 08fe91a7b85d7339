"""Who is asked to sign a document, what they sign at once, and papers with the city's seal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import Assignment
from organizations.storage import documents
from reports.choices import SignatureState
from reports.models.document import ReportJob


class SigningBatch(models.Model):
    """What one person signs at once; the rows of the requests say how far it is."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signing_batches"
    )
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("dimulai", default=timezone.now)

    class Meta:
        verbose_name = "penandatanganan"
        verbose_name_plural = "penandatanganan"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Penandatanganan {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reports:signing-batch", args=[self.pk])


class SignatureRequest(models.Model):
    """One signature that a document needs: who was asked, and what came of it.

    `number` is the place of the signer in the document, `turn` when they sign. The signed file
    stands beside the one that was issued; neither replaces the other.
    """

    job = models.ForeignKey(ReportJob, on_delete=models.PROTECT, related_name="signature_requests")
    number = models.PositiveSmallIntegerField("nomor dalam dokumen")
    turn = models.PositiveSmallIntegerField("giliran")
    heading = models.CharField(max_length=120, blank=True)
    position = models.CharField("jabatan", max_length=200)
    name = models.CharField("nama", max_length=200)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    signatory = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signature_requests"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("diminta", default=timezone.now)
    reason = models.CharField("alasan", max_length=120)

    state = models.CharField(
        "status", max_length=8, choices=SignatureState, default=SignatureState.WAITING
    )
    batch = models.ForeignKey(
        SigningBatch, null=True, on_delete=models.PROTECT, related_name="requests"
    )
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True, editable=False)
    error = models.TextField("sebab", blank=True)

    file = models.FileField("berkas", upload_to="documents/%Y/", storage=documents, blank=True)
    size = models.PositiveIntegerField(null=True)
    sha256_before = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField("ditandatangani", null=True)
    stamped_at = models.DateTimeField("stempel waktu", null=True)
    # {"subject", "issuer", "serial", "since", "until"} as they were when it was signed
    certificate = models.JSONField("sertifikat", default=dict)

    class Meta:
        verbose_name = "permintaan tanda tangan"
        verbose_name_plural = "permintaan tanda tangan"
        ordering = ["job", "turn"]
        indexes = [models.Index(fields=["signatory", "state"]), models.Index(fields=["sha256"])]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "number"], name="reports_one_signature_a_signer"
            ),
            models.UniqueConstraint(fields=["job", "turn"], name="reports_one_signature_a_turn"),
            models.CheckConstraint(
                condition=~Q(state="signed") | ~Q(sha256=""), name="reports_signed_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job.title} – {self.name}"

    def get_absolute_url(self) -> str:
        return self.job.get_absolute_url()

    @property
    def tone(self) -> str:
        return SignatureState.tone_of(self.state)


class SealedPaper(models.Model):
    """A paper made on the fly that carries the city's seal: made once, handed out as it was.

    `key` names what it is about; another text of the same paper is another row.
    """

    key = models.CharField(max_length=160)
    source_sha256 = models.CharField(max_length=64)
    title = models.CharField("judul", max_length=240)
    file = models.FileField("berkas", upload_to="documents/%Y/", storage=documents)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    certificate = models.JSONField("sertifikat", default=dict)
    sealed_at = models.DateTimeField("disegel", default=timezone.now)

    class Meta:
        verbose_name = "surat bersegel"
        verbose_name_plural = "surat bersegel"
        ordering = ["-id"]
        indexes = [models.Index(fields=["sha256"])]
        constraints = [
            models.UniqueConstraint(fields=["key", "source_sha256"], name="reports_sealed_once")
        ]

    def __str__(self) -> str:
        return self.title

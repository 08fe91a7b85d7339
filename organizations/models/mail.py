from django.db import models
from django.utils import timezone


class MailPurpose(models.TextChoices):
    PLAIN = "", "surat biasa"
    RESET = "reset", "kata sandi baru"


class OutgoingMail(models.Model):
    """A message on its way: written in the transaction that caused it, sent by a worker."""

    to = models.EmailField("kepada")
    subject = models.CharField("perihal", max_length=200)
    body = models.TextField("isi")
    purpose = models.CharField(
        "keperluan",
        max_length=10,
        blank=True,
        choices=MailPurpose.choices,
        help_text="Perihal dan isi surat dengan keperluan ditulis saat dikirim",
    )
    key = models.CharField(
        max_length=120,
        null=True,
        blank=True,
        unique=True,
        help_text="Pesan dengan kunci yang sama hanya dikirim satu kali",
    )
    created_at = models.DateTimeField("dibuat", default=timezone.now)
    sent_at = models.DateTimeField("terkirim", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    error = models.CharField("kendala", max_length=300, blank=True)

    class Meta:
        verbose_name = "surel keluar"
        verbose_name_plural = "surel keluar"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(sent_at__isnull=True),
                name="organizations_mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

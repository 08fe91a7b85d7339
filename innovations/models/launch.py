"""How innovations began: launches with their commitments."""

from django.db import models
from django.utils import timezone

from innovations.choices import LaunchState
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class Launch(models.Model):
    """An event at which innovations were launched."""

    name = models.CharField("acara", max_length=200)
    held_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=200)
    occasion = models.TextField("keterangan", blank=True)
    decree = models.CharField("nomor keputusan", max_length=160, blank=True)
    press = models.JSONField("tautan berita", default=list, blank=True)
    innovations = models.ManyToManyField(
        Innovation, verbose_name="inovasi yang diluncurkan", related_name="launches"
    )
    state = models.CharField(
        "status", max_length=10, choices=LaunchState, default=LaunchState.PLANNED
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "peluncuran"
        verbose_name_plural = "peluncuran"
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        return LaunchState.tone_of(self.state)


class Signatory(models.Model):
    """Who signed the commitment, by position."""

    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="signatories")
    position = models.CharField("jabatan", max_length=160)
    institution = models.CharField("instansi", max_length=160, blank=True)
    promise = models.CharField("isi komitmen", max_length=400, blank=True)
    signed_on = models.DateField("ditandatangani", null=True, blank=True)

    class Meta:
        verbose_name = "penanda tangan komitmen"
        verbose_name_plural = "penanda tangan komitmen"
        ordering = ["launch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["launch", "position", "institution"], name="innovations_signatory_once"
            )
        ]

    def __str__(self) -> str:
        return self.position


class LaunchPhoto(models.Model):
    """A picture of the event; its caption is read out to whoever does not see it."""

    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="photos")
    caption = models.CharField("apa yang tampak", max_length=200)
    file = models.FileField(
        "foto", max_length=200, upload_to="innovations", storage=storage.evidence
    )
    file_name = models.CharField("nama berkas", max_length=160)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "foto peluncuran"
        verbose_name_plural = "foto peluncuran"
        ordering = ["launch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["launch", "sha256"],
                name="innovations_launch_photo_once",
            )
        ]

    def __str__(self) -> str:
        return self.caption

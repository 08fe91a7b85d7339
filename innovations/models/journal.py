"""What happened: dated activities with places, counts and photos."""

from django.db import models
from django.utils import timezone

from innovations.choices import JournalKind
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class JournalEntry(models.Model):
    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="journal")
    kind = models.CharField("jenis kegiatan", max_length=12, choices=JournalKind)
    title = models.CharField("judul", max_length=200)
    on = models.DateField("tanggal")
    starts_at = models.TimeField("mulai pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    text = models.TextField("uraian", blank=True)
    people = models.PositiveIntegerField("peserta", null=True, blank=True)
    served = models.PositiveIntegerField("layanan diberikan", null=True, blank=True)
    link = models.URLField("tautan", max_length=300, blank=True)
    is_public = models.BooleanField("tampil di halaman publik", default=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "catatan kegiatan"
        verbose_name_plural = "catatan kegiatan"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["innovation", "-on", "-id"])]

    def __str__(self) -> str:
        return self.title


class JournalPhoto(models.Model):
    entry = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="photos")
    caption = models.CharField("keterangan", max_length=200)
    file = models.FileField(
        "foto", upload_to="innovations/kegiatan/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "foto kegiatan"
        verbose_name_plural = "foto kegiatan"
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="innovations_journal_photo")
        ]

    def __str__(self) -> str:
        return self.caption

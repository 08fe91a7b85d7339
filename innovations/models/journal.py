"""What innovations do: dated activities, planned or held, with their photos."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from innovations.choices.journal import JournalKind, JournalState
from innovations.querysets import JournalQuerySet
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class JournalEntry(models.Model):
    """An activity of one or more innovations. Nothing is deleted: it is withdrawn with a reason.

    Whether it is still planned is a matter of its day, so counts wait for that day.
    """

    innovations = models.ManyToManyField(Innovation, verbose_name="inovasi", related_name="journal")
    kind = models.CharField("jenis kegiatan", max_length=10, choices=JournalKind)
    title = models.CharField("judul", max_length=200)
    day = models.DateField("tanggal")
    begins_at = models.TimeField("jam mulai", null=True, blank=True)
    last_day = models.DateField("sampai tanggal", null=True, blank=True)
    ends_at = models.TimeField("jam selesai", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    story = models.TextField("cerita kegiatan", blank=True)
    topics = ArrayField(
        models.CharField(max_length=120),
        verbose_name="topik atau layanan",
        default=list,
        blank=True,
    )
    links = models.JSONField("tautan", default=list, blank=True)
    participants = models.PositiveIntegerField("peserta", null=True, blank=True)
    served = models.PositiveIntegerField("orang dilayani", null=True, blank=True)
    audience = models.PositiveIntegerField("penonton atau pendengar", null=True, blank=True)
    is_public = models.BooleanField("tampil untuk umum", default=True)
    state = models.CharField(
        "status", max_length=10, choices=JournalState, default=JournalState.RECORDED
    )
    reason = models.TextField("alasan ditarik", blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField("versi", default=0, editable=False)  # of calendar files
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField("diubah", default=timezone.now)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan inovasi"
        verbose_name_plural = "kegiatan inovasi"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("day")),
                name="innovations_journal_days_ordered",
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(begins_at__isnull=False),
                name="innovations_journal_end_has_begin",
                violation_error_message="Isi juga jam mulainya",
            ),
        ]
        indexes = [
            models.Index(fields=["-day", "-id"], name="innovations_journal_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return JournalState.tone_of(self.state)

    @property
    def known_kind(self) -> JournalKind:
        return JournalKind(self.kind)

    @property
    def until(self) -> date:
        """Its last day."""
        return self.last_day or self.day


class JournalPhoto(models.Model):
    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="photos")
    caption = models.CharField("keterangan foto", max_length=200, blank=True)
    file = models.FileField(
        "foto", upload_to="innovations/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "foto kegiatan"
        verbose_name_plural = "foto kegiatan"
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="innovations_photo_once")
        ]

    def __str__(self) -> str:
        return self.caption or self.file_name

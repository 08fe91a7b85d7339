"""Evidence of the innovation index as one file, made in the background."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from innovations.choices.index import ArchiveState
from organizations import storage
from organizations.models import User

from .index import IndexEntry, IndexRound


class IndexArchive(models.Model):
    """All evidence of a round, or of one innovation in it. The row, not the broker, is the promise."""

    round = models.ForeignKey(IndexRound, on_delete=models.CASCADE, related_name="archives")
    entry = models.ForeignKey(
        IndexEntry, null=True, on_delete=models.CASCADE, related_name="archives"
    )
    requester = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    content_mark = models.CharField(max_length=64)  # of the evidence it is made of
    state = models.CharField(
        "status", max_length=8, choices=ArchiveState, default=ArchiveState.WAITING
    )
    progress = models.PositiveSmallIntegerField("kemajuan (%)", default=0)
    error = models.CharField("sebab gagal", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True, editable=False)
    file = models.FileField(
        "berkas", upload_to="innovations/arsip/", storage=storage.documents, max_length=200,
        blank=True,
    )  # fmt: skip
    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("ukuran", null=True)
    left_out = models.PositiveIntegerField("berkas yang tidak disertakan", default=0)
    created_at = models.DateTimeField("diminta", default=timezone.now)
    finished_at = models.DateTimeField("selesai", null=True)

    class Meta:
        verbose_name = "arsip bukti indeks"
        verbose_name_plural = "arsip bukti indeks"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=ArchiveState.DONE) | ~models.Q(sha256=""),
                name="innovations_index_archive_has_file",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="innovations_index_archive_progress"
            ),
        ]

    def __str__(self) -> str:
        return f"Bukti {self.entry or self.round}"

    def get_absolute_url(self) -> str:
        return reverse("innovations:index-archive-detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return ArchiveState.tone_of(self.state)

    @property
    def is_open(self) -> bool:
        """Not made yet."""
        return self.state in ArchiveState.unfinished()

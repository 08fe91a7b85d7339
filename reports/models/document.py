"""A report job is the queue, the progress and the archive of one document."""

import json
import secrets
import uuid
import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from organizations.storage import documents
from reports.choices import Format, JobState

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: nothing to misread


def new_code() -> str:
    """Twelve characters in three groups, printed on the document and typed to verify it."""
    raw = "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))
    return f"{raw[:4]}-{raw[4:8]}-{raw[8:]}"


class Snapshot(models.Model):
    """What a document was written from: its page and its tables, compressed.

    Every format of the same moment is written from the same row, today or in ten years.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "rekaman data"
        verbose_name_plural = "rekaman data"

    def __str__(self) -> str:
        return self.sha256[:16]


class DocumentPart(models.Model):
    """A chapter or annex laid out, found by the hash of all it was made of.

    A cache: what is missing is made again. While it waits, `source` holds its page (compressed);
    once it is done, `content` what the joiner takes.
    """

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField("bagian", max_length=120)
    state = models.CharField("status", max_length=8, choices=JobState, default=JobState.PENDING)
    source = models.BinaryField(default=bytes)
    content = models.BinaryField(default=bytes)
    size = models.PositiveIntegerField("ukuran (bita)", default=0)
    weight = models.PositiveIntegerField("panjang halaman HTML")  # the longest goes first
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True, editable=False)
    used_at = models.DateTimeField("terakhir dipakai", default=timezone.now)

    class Meta:
        verbose_name = "bagian dokumen"
        verbose_name_plural = "bagian dokumen"
        indexes = [
            models.Index(
                fields=["-weight"],
                condition=Q(state__in=["pending", "running"]),
                name="reports_part_open",
            ),
            models.Index(fields=["used_at"], name="reports_part_used"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(size__gt=0), name="reports_part_done_has_content"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportBatch(models.Model):
    """One document for each of many units, asked for at once, fetched as one zip."""

    slug = models.CharField("laporan", max_length=40)
    title = models.CharField("judul", max_length=240)
    format = models.CharField("format", max_length=4, choices=Format)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="report_batches"
    )
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("diminta", default=timezone.now)

    class Meta:
        verbose_name = "permintaan banyak dokumen"
        verbose_name_plural = "permintaan banyak dokumen"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:batch-detail", args=[self.pk])


class ReportJob(models.Model):
    """One request for one document. The row, not the broker, is the promise."""

    slug = models.CharField("laporan", max_length=40)
    title = models.CharField("judul", max_length=240)
    format = models.CharField("format", max_length=4, choices=Format)
    params = models.JSONField("parameter")
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="report_jobs"
    )
    year = models.PositiveSmallIntegerField("tahun", null=True)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="report_jobs"
    )
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    state = models.CharField("status", max_length=8, choices=JobState, default=JobState.PENDING)
    progress = models.PositiveSmallIntegerField("kemajuan (%)", default=0)
    step = models.CharField("langkah", max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    # Whoever makes the document holds the lease; see reports.actions.leases.
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True, editable=False)
    error = models.TextField("sebab gagal", blank=True)
    created_at = models.DateTimeField("diminta", default=timezone.now)
    started_at = models.DateTimeField("dimulai", null=True)
    finished_at = models.DateTimeField("selesai", null=True)

    # What was known at the moment of asking, and what came out of it.
    code = models.CharField("kode dokumen", max_length=14, unique=True, default=new_code)
    stamp = models.CharField("versi data", max_length=120, blank=True)
    # {"key": {"label": …, "value": …, "url": …}}, compressed: a city's form has 50,000.
    figures_packed = models.BinaryField("angka", default=bytes)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="jobs")
    versions = models.JSONField("versi rencana", default=dict, help_text="dokumen → versinya")
    batch = models.ForeignKey(ReportBatch, null=True, on_delete=models.PROTECT, related_name="jobs")
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField("berkas", upload_to="documents/%Y/", storage=documents, blank=True)
    file_name = models.CharField("nama berkas", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # Found to be gone or changed; made anew from the snapshot, if there is one.
    file_lost_at = models.DateTimeField("berkas hilang", null=True)
    earlier_sha256 = models.JSONField(default=list)  # of files that were issued and lost since
    size = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField("halaman", null=True)
    # Of a document that carries its tables: the files inside it and their SHA-256.
    carried = models.JSONField("data di dalam berkas", default=dict)
    signers = models.JSONField("penanda tangan", default=list)

    # Staleness: `differences` were found when the data stood at `checked_stamp`.
    checked_stamp = models.CharField(max_length=120, blank=True)
    differences = models.JSONField(default=list)
    stale_since = models.DateTimeField(null=True)

    is_draft = models.BooleanField("draf", default=False)
    is_public = models.BooleanField("ditayangkan untuk umum", default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "permintaan dokumen"
        verbose_name_plural = "permintaan dokumen"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["organization", "-id"]),
            models.Index(fields=["requester", "-id"]),
            models.Index(fields=["slug", "format", "stamp"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(sha256=""), name="reports_done_has_file"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="reports_progress_0_100"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:job-detail", args=[self.pk])

    @property
    def figures(self) -> dict[str, dict[str, str]]:
        packed = bytes(self.figures_packed)
        return json.loads(zlib.decompress(packed)) if packed else {}

    @figures.setter
    def figures(self, value: dict[str, dict[str, str]]) -> None:
        text = json.dumps(value, ensure_ascii=False).encode("utf-8")
        self.figures_packed = zlib.compress(text, 6) if value else b""

    @property
    def is_finished(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)

    @property
    def is_issued(self) -> bool:
        """Somebody may have it on paper: it stays known while its lost file is made anew."""
        return self.state == JobState.DONE or self.file_lost_at is not None

    @property
    def said_of_lost_file(self) -> str:
        """What became of a file that was lost; empty while it is there."""
        if self.file_lost_at is None:
            return ""
        if self.snapshot_id is None:
            return "Berkasnya hilang dan rekaman datanya tidak ada. Buat dokumen baru."
        if self.state == JobState.FAILED:
            return "Berkasnya hilang dan belum dapat dibuat ulang dari rekaman datanya."
        return "Berkasnya hilang atau berubah, jadi dibuat ulang dari rekaman datanya."

    @property
    def is_stale(self) -> bool:
        return self.stale_since is not None

"""An innovation of the city, and what describes it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from innovations.choices import (
    Category,
    Ending,
    FileKind,
    Form,
    Health,
    Initiator,
    InnovationState,
    Intake,
    Origin,
    Stage,
    Technology,
)  # fmt: skip
from innovations.querysets import InnovationQuerySet
from organizations import storage
from organizations.models import Organization, User


class Innovation(models.Model):
    """One entry of the registry. References from other cities have no unit, but a source."""

    origin = models.CharField("asal", max_length=10, choices=Origin, default=Origin.OWN)
    organization = models.ForeignKey(
        Organization, verbose_name="perangkat daerah pemilik", null=True, blank=True,
        on_delete=models.PROTECT, related_name="innovations",
    )  # fmt: skip
    original = models.ForeignKey(
        "self", verbose_name="mereplikasi", null=True, blank=True, on_delete=models.PROTECT,
        related_name="replications",
    )  # fmt: skip
    source = models.CharField(
        "instansi asal", max_length=200, blank=True,
        help_text="Untuk rujukan dan replikasi dari daerah lain",
    )  # fmt: skip
    name = models.CharField("nama", max_length=120)
    expansion = models.CharField("kepanjangan", max_length=240, blank=True)
    slug = models.SlugField("alamat", max_length=120, unique=True)
    summary = models.CharField("ringkasan", max_length=600, blank=True)
    category = models.CharField("kategori", max_length=14, choices=Category, blank=True)
    form = models.CharField("bentuk", max_length=12, choices=Form, blank=True)
    technology = models.CharField("jenis", max_length=12, choices=Technology, blank=True)
    initiator = models.CharField("inisiator", max_length=14, choices=Initiator, blank=True)
    initiator_position = models.CharField("jabatan inisiator", max_length=160, blank=True)
    stage = models.CharField("tahapan", max_length=10, choices=Stage, default=Stage.INITIATIVE)
    affairs = ArrayField(
        models.CharField(max_length=5), default=list, blank=True, verbose_name="urusan"
    )
    goals = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name="tujuan TPB/SDGs"
    )
    theme = models.CharField("tematik", max_length=120, blank=True)
    trial_on = models.DateField("mulai uji coba", null=True, blank=True)
    implemented_on = models.DateField("mulai diterapkan", null=True, blank=True)
    problem = models.TextField("masalah yang dipecahkan", blank=True)
    idea = models.TextField("rancang bangun dan pokok perubahan", blank=True)
    purpose = models.TextField("tujuan", blank=True)
    benefit = models.TextField("manfaat", blank=True)
    outcome = models.TextField("hasil", blank=True)
    how_to_copy = models.TextField("cara mereplikasi", blank=True)
    beneficiaries = models.CharField("penerima manfaat", max_length=240, blank=True)
    place = models.CharField("lokasi", max_length=200, blank=True)
    budget = models.DecimalField(
        "anggaran setahun (Rp)", max_digits=18, decimal_places=2, null=True, blank=True
    )
    contact = models.CharField("kontak", max_length=200, blank=True)
    intake = models.CharField("jalur laporan", max_length=10, choices=Intake, blank=True)
    video_url = models.URLField("video", max_length=300, blank=True)
    website = models.URLField("laman", max_length=300, blank=True)
    state = models.CharField(
        "status", max_length=14, choices=InnovationState, default=InnovationState.DRAFT
    )
    remark = models.TextField("yang perlu diperbaiki", blank=True, editable=False)
    published_at = models.DateTimeField("tayang sejak", null=True, editable=False)
    verified_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    ending = models.CharField("akhir", max_length=10, choices=Ending, blank=True, default="")
    ended_on = models.DateField("berakhir pada", null=True, blank=True)
    ending_reason = models.TextField("alasan berakhir", blank=True)
    successor = models.ForeignKey(
        "self", verbose_name="dilanjutkan oleh", null=True, blank=True, on_delete=models.PROTECT,
        related_name="predecessors",
    )  # fmt: skip
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField("diubah", default=timezone.now)
    is_from_elsewhere = models.GeneratedField(
        expression=Q(organization__isnull=True),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    search = SearchVectorField(null=True, editable=False)
    # What the facts said last; only narrows searches of very many (stewardship.actions.keeping).
    kept_health = models.CharField(max_length=10, choices=Health, blank=True, editable=False)

    objects = InnovationQuerySet.as_manager()

    class Meta:
        verbose_name = "inovasi"
        verbose_name_plural = "inovasi"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=True, origin=Origin.REFERENCE)
                | Q(organization__isnull=False) & ~Q(origin=Origin.REFERENCE),
                name="innovations_innovation_owned_or_reference",
                violation_error_message="Rujukan tidak memiliki perangkat daerah; yang lain harus",
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("pk")) & ~Q(original=F("pk")),
                name="innovations_innovation_not_of_itself",
                violation_error_message="Pilih inovasi lain, bukan inovasi ini sendiri",
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_on__isnull=True, successor__isnull=True)
                | Q(ending__in=Ending.values, ended_on__isnull=False) & ~Q(ending=""),
                name="innovations_innovation_ending_whole",
                violation_error_message="Akhir inovasi perlu tanggalnya",
            ),
            models.CheckConstraint(
                condition=Q(trial_on__isnull=True)
                | Q(implemented_on__isnull=True)
                | Q(trial_on__lte=F("implemented_on")),
                name="innovations_innovation_trial_first",
                violation_error_message="Uji coba tidak boleh sesudah penerapan",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="innovations_search"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="innovations_name_trgm"),
            GinIndex(
                fields=["expansion"], opclasses=["gin_trgm_ops"], name="innovations_expansion_trgm"
            ),
            GinIndex(
                fields=["purpose"], opclasses=["gin_trgm_ops"], name="innovations_purpose_trgm"
            ),
            models.Index(
                fields=["state", "is_from_elsewhere", "-published_at", "-id"],
                name="innovations_newest",
            ),
            models.Index(
                fields=["kept_health", "state", "is_from_elsewhere", "-published_at", "-id"],
                name="innovations_newest_of_health",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("innovations:public-innovation", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """As `InnovationQuerySet.public` finds it."""
        return self.state == InnovationState.PUBLISHED

    @property
    def lead(self) -> str:
        """The summary, where it says more than the expansion beside it."""
        return "" if self.summary.rstrip(".") == self.expansion.rstrip(".") else self.summary

    @property
    def tone(self) -> str:
        """Of the badge of its state."""
        return InnovationState.tone_of(self.state)


class FormerAddress(models.Model):
    """Where an innovation once was found: renamed or merged, the old address leads on."""

    slug = models.SlugField("alamat lama", max_length=120, unique=True)
    innovation = models.ForeignKey(
        Innovation, on_delete=models.PROTECT, related_name="former_addresses"
    )

    class Meta:
        verbose_name = "alamat lama"
        verbose_name_plural = "alamat lama"

    def __str__(self) -> str:
        return self.slug


class Application(models.Model):
    """What makes an application among the innovations countable."""

    innovation = models.OneToOneField(
        Innovation, on_delete=models.CASCADE, related_name="application"
    )
    address = models.URLField("alamat aplikasi", max_length=300, blank=True)
    platform = models.CharField("platform", max_length=120, blank=True)
    users = models.PositiveIntegerField("pengguna", null=True, blank=True)
    cost = models.DecimalField(
        "biaya setahun (Rp)", max_digits=18, decimal_places=2, null=True, blank=True
    )
    data_held = models.TextField("data yang disimpan", blank=True)
    overlaps = models.ManyToManyField(
        Innovation,
        verbose_name="bertumpang-tindih dengan",
        blank=True,
        related_name="overlapped_by",
    )

    class Meta:
        verbose_name = "aplikasi"
        verbose_name_plural = "aplikasi"

    def __str__(self) -> str:
        return f"Aplikasi {self.innovation}"


class Comparison(models.Model):
    """A figure before and after the innovation."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="comparisons")
    label = models.CharField("ukuran", max_length=160)
    unit = models.CharField("satuan", max_length=40)
    before = models.DecimalField("sebelum", max_digits=18, decimal_places=4)
    before_year = models.PositiveSmallIntegerField("tahun sebelum")
    after = models.DecimalField("sesudah", max_digits=18, decimal_places=4)
    after_year = models.PositiveSmallIntegerField("tahun sesudah")

    class Meta:
        verbose_name = "angka sebelum dan sesudah"
        verbose_name_plural = "angka sebelum dan sesudah"
        ordering = ["innovation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "label"], name="innovations_comparison_once"
            ),
            models.CheckConstraint(
                condition=Q(before_year__lte=F("after_year")),
                name="innovations_comparison_years_ordered",
                violation_error_message="Tahun sebelum tidak boleh melewati tahun sesudah",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class InnovationFile(models.Model):
    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField("jenis berkas", max_length=10, choices=FileKind)
    caption = models.CharField("keterangan", max_length=200, blank=True)
    file = models.FileField(
        "berkas", upload_to="innovations/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField("tampil di halaman publik", default=False)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "berkas inovasi"
        verbose_name_plural = "berkas inovasi"
        ordering = ["innovation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["innovation", "sha256"], name="innovations_file_once")
        ]

    def __str__(self) -> str:
        return self.file_name

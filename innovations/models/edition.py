"""A competition of one year, with its rules as data."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import (
    Aggregate,
    EditionState,
    PhaseKind,
    Rounding,
    Weighting,
)
from organizations.choices import OrganizationKind
from organizations.models import User


class Edition(models.Model):
    """One round from call to award. Its rules are fixed when the call is opened."""

    name = models.CharField("nama", max_length=160)
    slug = models.SlugField("alamat", max_length=80, unique=True)
    year = models.PositiveSmallIntegerField("tahun")
    theme = models.CharField("tema", max_length=300, blank=True)
    legal_basis = models.TextField("dasar hukum", blank=True)
    organizer = models.CharField("penyelenggara", max_length=200)
    about = models.TextField("penjelasan", blank=True)
    entrants = ArrayField(
        models.CharField(max_length=20, choices=OrganizationKind),
        default=list, verbose_name="yang boleh mengikuti",
    )  # fmt: skip
    quota = models.PositiveSmallIntegerField(
        "proposal paling banyak tiap perangkat daerah", null=True, blank=True
    )
    barred_years = models.PositiveSmallIntegerField(
        "pemenang tidak boleh ikut lagi selama (tahun)", default=0
    )
    weighting = models.CharField(
        "arti bobot", max_length=10, choices=Weighting, default=Weighting.PERCENT
    )
    aggregate = models.CharField(
        "gabungan nilai juri", max_length=10, choices=Aggregate, default=Aggregate.MEAN
    )
    rounding = models.CharField(
        "pembulatan", max_length=10, choices=Rounding, default=Rounding.ONCE
    )
    outlier_points = models.DecimalField(
        "selisih nilai juri yang dibahas", max_digits=5, decimal_places=2, default=20
    )
    objection_answer_days = models.PositiveSmallIntegerField("hari kerja menjawab", default=3)
    statement = models.TextField(
        "pernyataan pengusul",
        default="Data dalam proposal ini benar. Bila tidak, kami bersedia digugurkan.",
    )
    state = models.CharField(
        "status", max_length=10, choices=EditionState, default=EditionState.DRAFT
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("diubah", default=timezone.now)

    class Meta:
        verbose_name = "edisi kompetisi"
        verbose_name_plural = "edisi kompetisi"
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("innovations:public-edition", args=[self.slug])

    @property
    def tone(self) -> str:
        return EditionState.tone_of(self.state)


class Group(models.Model):
    """Proposals that are ranked among themselves: umum, replikasi, khusus."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="groups")
    code = models.SlugField("kode", max_length=20)
    name = models.CharField("nama", max_length=80)
    minimum_months = models.PositiveSmallIntegerField(
        "umur paling sedikit (bulan)",
        default=12,
        help_text="Dihitung mundur dari penutupan pendaftaran ke mulai diterapkan",
    )
    takes_replications = models.BooleanField("untuk replikasi", default=False)
    by_invitation = models.BooleanField("hanya yang diundang", default=False)
    shortlisted = models.PositiveSmallIntegerField(
        "yang maju sesudah penilaian proposal", null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kelompok"
        verbose_name_plural = "kelompok"
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="innovations_group_once")
        ]

    def __str__(self) -> str:
        return self.name


class EditionCategory(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField("kategori", max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategori"
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="innovations_category_once")
        ]

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """A part of the proposal with its word limit."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField("bagian", max_length=120)
    hint = models.CharField("petunjuk", max_length=400, blank=True)
    most_words = models.PositiveSmallIntegerField("paling banyak kata")
    is_required = models.BooleanField("wajib", default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "bagian proposal"
        verbose_name_plural = "bagian proposal"
        ordering = ["group", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "title"], name="innovations_section_once"),
            models.CheckConstraint(
                condition=Q(most_words__gt=0), name="innovations_section_some_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A document the proposal must bring."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField("dokumen", max_length=120)
    is_required = models.BooleanField("wajib", default=True)
    most_megabytes = models.PositiveSmallIntegerField("paling besar (MB)", default=2)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        ordering = ["group", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "title"], name="innovations_paper_once")
        ]

    def __str__(self) -> str:
        return self.title


class CheckItem(models.Model):
    """A point of the administrative check."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="check_items")
    text = models.CharField("yang diperiksa", max_length=240)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "butir pemeriksaan"
        verbose_name_plural = "butir pemeriksaan"
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "text"], name="innovations_item_once")
        ]

    def __str__(self) -> str:
        return self.text


class TimeRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Phase(models.Model):
    """When something is allowed: from its first second to just before its last."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField("tahap", max_length=14, choices=PhaseKind)
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")

    class Meta:
        verbose_name = "jadwal"
        verbose_name_plural = "jadwal"
        ordering = ["edition", "opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="innovations_phase_once"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="innovations_phase_ordered",
                violation_error_message="Penutupan harus sesudah pembukaan",
            ),
            ExclusionConstraint(
                name="innovations_phase_apart",
                expressions=[
                    (TimeRange("opens_at", "closes_at"), RangeOperators.OVERLAPS),
                    ("edition", RangeOperators.EQUAL),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def is_on(self, moment: datetime) -> bool:
        """From the opening second on, no more at the closing one."""
        return self.opens_at <= moment < self.closes_at

"""Planning periods and the versions of their documents."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import User
from performance.choices import PlanDocument, PlanVersionState
from performance.querysets import PlanVersionQuerySet

from .nomenclature import NomenclatureVersion

NEVER = 5  # later than every quarter of a year


class PlanningPeriod(models.Model):
    """The five (or so) years of one RPJMD; every Renstra of the city shares them."""

    name = models.CharField("nama", max_length=120, unique=True, help_text="mis. RPJMD 2021–2026")
    start_year = models.PositiveSmallIntegerField("tahun awal")
    end_year = models.PositiveSmallIntegerField("tahun akhir")
    nomenclature_version = models.ForeignKey(
        NomenclatureVersion, verbose_name="versi nomenklatur", on_delete=models.PROTECT
    )

    class Meta:
        verbose_name = "periode perencanaan"
        verbose_name_plural = "periode perencanaan"
        ordering = ["-start_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year")), name="performance_period_years_ordered"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> range:
        return range(self.start_year, self.end_year + 1)


class PlanVersion(models.Model):
    """Murni (sequence 0) or Perubahan I, II … (1, 2 …) of one plan document.

    `year` is empty for documents of the whole period (RPJMD, Renstra). Targets and
    pagu belong to a version; realisations do not: what happened has no version.
    """

    period = models.ForeignKey(PlanningPeriod, on_delete=models.PROTECT, related_name="versions")
    document = models.CharField("dokumen", max_length=10, choices=PlanDocument)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    sequence = models.PositiveSmallIntegerField("urutan", default=0)
    label = models.CharField("sebutan", max_length=40, default="Murni")
    decree = models.CharField("dasar hukum", max_length=200, blank=True)
    effective_from = models.DateField("berlaku sejak", null=True, blank=True)
    effective_year = models.PositiveSmallIntegerField(
        "dipakai mulai tahun",
        null=True,
        blank=True,
        help_text="Hanya untuk perubahan RPJMD dan Renstra; kosong berarti sejak awal periode",
    )
    effective_quarter = models.PositiveSmallIntegerField(
        "dipakai mulai triwulan",
        default=1,
        help_text="Triwulan pertama yang diukur terhadap versi ini",
    )
    # A Perubahan is written, proposed with its reason and accepted by Bappeda; then it counts.
    state = models.CharField(
        "status", max_length=10, choices=PlanVersionState, default=PlanVersionState.ACCEPTED
    )
    reason = models.TextField("alasan perubahan", blank=True)
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("diajukan", null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField("disetujui", null=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versi rencana"
        verbose_name_plural = "versi rencana"
        ordering = ["period", "document", "year", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "document", "year", "sequence"],
                nulls_distinct=False,
                name="performance_planversion_once",
            ),
            models.CheckConstraint(
                condition=Q(effective_quarter__range=(1, 4)),
                name="performance_planversion_quarter_1_4",
            ),
        ]

    def __str__(self) -> str:
        year = f" {self.year}" if self.year else ""
        return f"{self.get_document_display()}{year} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("performance:version-detail", args=[self.pk])

    def first_quarter_in(self, year: int) -> int:
        """The first quarter of the year this version counts in; NEVER where it begins later."""
        begins = self.year or self.effective_year
        if begins is None or year > begins:
            return 1
        return self.effective_quarter if year == begins else NEVER

    def follows(self, other: PlanVersion) -> bool:
        """A later version of the same document."""
        mine = (self.period_id, self.document, self.year)
        return mine == (other.period_id, other.document, other.year) and (
            self.sequence > other.sequence
        )

    @property
    def is_change(self) -> bool:
        """Accepted by Bappeda as a whole: nothing in it changes afterwards."""
        return self.state == PlanVersionState.ACCEPTED and self.accepted_at is not None

import pghistory
from django.db import models
from django.db.models import F, Q

from organizations.models import Organization
from performance.choices import (
    CITY_LEVELS,
    UNIT_LEVELS,
    LinkKind,
    NodeLevel,
    PlanDocument,
)
from performance.querysets import PlanNodeQuerySet

from .nomenclature import Nomenclature, NomenclatureVersion


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
    effective_quarter = models.PositiveSmallIntegerField(
        "dipakai mulai triwulan",
        default=1,
        help_text="Triwulan pertama yang diukur terhadap versi ini",
    )

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


@pghistory.track(append_only=True)
class PlanNode(models.Model):
    """A node of the planning tree: from visi of the city to sub kegiatan of a unit."""

    period = models.ForeignKey(PlanningPeriod, on_delete=models.PROTECT, related_name="nodes")
    organization = models.ForeignKey(
        Organization,
        verbose_name="perangkat daerah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_nodes",
    )
    level = models.CharField("tingkat", max_length=12, choices=NodeLevel)
    code = models.CharField("kode", max_length=24, blank=True)
    name = models.TextField("nama")
    parent = models.ForeignKey(
        "self",
        verbose_name="induk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    # Fixed level columns: roll-ups group by them instead of walking the tree.
    program = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    kegiatan = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    nomenclature = models.ForeignKey(
        Nomenclature, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveIntegerField("urutan", default=0)
    valid_from_year = models.PositiveSmallIntegerField("berlaku sejak tahun", null=True, blank=True)
    valid_to_year = models.PositiveSmallIntegerField("berlaku sampai tahun", null=True, blank=True)
    # The same work in an earlier unit, plan or nomenclature: money follows the function.
    predecessor = models.ForeignKey(
        "self",
        verbose_name="melanjutkan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )

    objects = PlanNodeQuerySet.as_manager()

    class Meta:
        verbose_name = "simpul rencana"
        verbose_name_plural = "simpul rencana"
        ordering = ["order", "code", "pk"]
        indexes = [
            models.Index(fields=["organization", "period", "level", "code"]),
            models.Index(fields=["program"]),
            models.Index(fields=["kegiatan"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organization", "nomenclature"],
                condition=Q(nomenclature__isnull=False),
                name="performance_plannode_nomenclature_once",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True, level__in=CITY_LEVELS)
                | Q(organization__isnull=False, level__in=UNIT_LEVELS),
                name="performance_plannode_city_or_unit",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")), name="performance_plannode_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_code} {self.name}".strip()

    @property
    def full_code(self) -> str:
        """The code with the template part X.XX replaced by the unit's own bidang urusan."""
        if self.code.startswith("X.XX") and self.organization:
            return self.organization.main_field + self.code[4:]
        return self.code


class NodeLink(models.Model):
    """A crosscutting link between nodes of different units."""

    source = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField("jenis", max_length=16, choices=LinkKind, default=LinkKind.CROSSCUTTING)
    note = models.CharField("keterangan", max_length=240, blank=True)

    class Meta:
        verbose_name = "hubungan antarsimpul"
        verbose_name_plural = "hubungan antarsimpul"
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="performance_nodelink_once"),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="performance_nodelink_two_nodes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ↔ {self.target}"


@pghistory.track(append_only=True)
class PeriodBudget(models.Model):
    """Rupiah of a node over the whole period (E.81 columns 5 and 6).

    Rows live on sub kegiatan. A row on a program or kegiatan is a remainder
    (`is_remainder`): the part of a stated total that its children do not explain.
    It may be negative; sums over the tree then equal the stated total.
    """

    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="period_budgets")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    end_amount = models.BigIntegerField("pagu akhir periode (Rp)", null=True, blank=True)
    carried_amount = models.BigIntegerField("realisasi bawaan (Rp)", null=True, blank=True)
    carried_until_year = models.PositiveSmallIntegerField(
        "bawaan sampai tahun", null=True, blank=True
    )
    is_remainder = models.BooleanField("belum dirinci", default=False)

    class Meta:
        verbose_name = "pagu periode"
        verbose_name_plural = "pagu periode"
        constraints = [
            models.UniqueConstraint(
                fields=["node", "version"], name="performance_periodbudget_once"
            ),
            models.CheckConstraint(
                condition=Q(is_remainder=True)
                | (
                    (Q(end_amount__isnull=True) | Q(end_amount__gte=0))
                    & (Q(carried_amount__isnull=True) | Q(carried_amount__gte=0))
                ),
                name="performance_periodbudget_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.end_amount}"


@pghistory.track(append_only=True)
class Pagu(models.Model):
    """Budget ceiling of a sub kegiatan for one year in one version (rupiah, whole)."""

    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="pagus")
    year = models.PositiveSmallIntegerField("tahun")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField("pagu (Rp)")
    is_remainder = models.BooleanField("belum dirinci", default=False)

    class Meta:
        verbose_name = "pagu"
        verbose_name_plural = "pagu"
        indexes = [models.Index(fields=["year", "node"])]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "year", "version"], name="performance_pagu_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(is_remainder=True),
                name="performance_pagu_not_negative",
                violation_error_message="Pagu tidak boleh negatif",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.year}: {self.amount}"

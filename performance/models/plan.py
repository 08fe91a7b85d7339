import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Greatest

from organizations.models import Organization
from performance.choices import (
    CITY_LEVELS,
    UNIT_LEVELS,
    NodeLevel,
)
from performance.querysets import PlanNodeQuerySet

from .nomenclature import Nomenclature
from .period import PlanningPeriod


class YearSpan(Func):
    """The years something is valid in, open where an end is missing; empty where it never was."""

    function = "INT4RANGE"
    output_field = IntegerRangeField()

    def __init__(self, begins: str, ends: str) -> None:
        number = models.IntegerField()
        first = Coalesce(begins, 0, output_field=number)
        last = Coalesce(ends, 9998, output_field=number) + 1
        super().__init__(first, Greatest(last, first, output_field=number))


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
            ExclusionConstraint(
                name="performance_plannode_nomenclature_once_a_year",
                expressions=[
                    ("period", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("nomenclature", RangeOperators.EQUAL),
                    (YearSpan("valid_from_year", "valid_to_year"), RangeOperators.OVERLAPS),
                ],
                condition=Q(nomenclature__isnull=False),
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

    def is_in(self, year: int) -> bool:
        """Whether the node is valid in the year, as far as its own years say."""
        return (self.valid_from_year or year) <= year <= (self.valid_to_year or year)

    @property
    def full_code(self) -> str:
        """The code with the template part X.XX replaced by the unit's own bidang urusan."""
        if self.code.startswith("X.XX") and self.organization:
            return self.organization.main_field + self.code[4:]
        return self.code

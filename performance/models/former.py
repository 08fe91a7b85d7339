"""What a master said until a year: closed years go on reading it."""

from __future__ import annotations

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from organizations.models import Organization
from performance.querysets import FormerValueQuerySet

from .indicator import Indicator
from .plan import PlanNode

PARTNERS = "partners"  # the partner units of an indicator, kept as a list of their keys
FEED = "feed"  # what filled an indicator: the code of the source ("" for none), the unit measured


@pghistory.track(append_only=True)
class FormerValue(models.Model):
    """One field of an indicator, a node, a unit, or (none named) of the city's rules.

    The master says what is valid now. Where that was different once, the value stands here with
    the last year it was valid in; of several the one with the earliest such year that is not
    before the year asked for counts.
    """

    indicator = models.ForeignKey(
        Indicator, null=True, on_delete=models.CASCADE, related_name="former_values"
    )
    node = models.ForeignKey(
        PlanNode, null=True, on_delete=models.CASCADE, related_name="former_values"
    )
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.CASCADE, related_name="+"
    )
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    until_year = models.PositiveSmallIntegerField("berlaku sampai tahun")

    objects = FormerValueQuerySet.as_manager()

    class Meta:
        verbose_name = "isi terdahulu"
        verbose_name_plural = "isi terdahulu"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "node", "organization", "field", "until_year"],
                nulls_distinct=False,
                name="performance_formervalue_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(indicator__isnull=True, node__isnull=True)
                    | Q(indicator__isnull=True, organization__isnull=True)
                    | Q(node__isnull=True, organization__isnull=True)
                ),
                name="performance_formervalue_one_master",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} sampai {self.until_year}"

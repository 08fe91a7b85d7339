"""Indicators that go on in another plan or unit: the same master, what it shares and takes."""

from __future__ import annotations

from collections.abc import Sequence

from performance.models import Indicator, IndicatorFeed, IndicatorPartner, PlanNode

MASTER_FIELDS = (
    "organization_id",
    "name",
    "unit",
    "definition",
    "formula_text",
    "data_source",
    "polarity",
    "lower_method",
    "accumulation",
    "cap",
    "zero_target",
    "decimals",
    "is_iku",
    "national_standard",
    "national_standard_label",
    "adds_across_years",
    "scale",
    "weight",
    "band_scheme",
    "order",
)


def continue_indicators(nodes: Sequence[PlanNode], made: dict[int, PlanNode]) -> int:
    """A new indicator for every active one of the nodes, on the node that continues its own.

    Partner units and automatic sources go with it. None is made twice; returns how many.
    """
    rows = Indicator.objects.active().filter(node__in=[node.pk for node in nodes])
    known = set(
        Indicator.objects.filter(predecessor__in=rows).values_list("predecessor", flat=True)
    )
    fresh = [
        Indicator(
            node=made[row.node_id],
            predecessor=row,
            **{name: getattr(row, name) for name in MASTER_FIELDS},
        )
        for row in rows
        if row.pk not in known and row.node_id in made
    ]
    Indicator.objects.bulk_create(fresh, batch_size=1000)
    _continue_relations({row.predecessor_id: row for row in fresh if row.predecessor_id})
    return len(fresh)


def _continue_relations(fresh: dict[int, Indicator]) -> None:
    partners = IndicatorPartner.objects.filter(indicator__in=list(fresh))
    IndicatorPartner.objects.bulk_create(
        IndicatorPartner(
            indicator=fresh[row.indicator_id],
            organization_id=row.organization_id,
            role=row.role,
        )
        for row in partners
    )
    feeds = IndicatorFeed.objects.filter(indicator__in=list(fresh))
    IndicatorFeed.objects.bulk_create(
        IndicatorFeed(
            indicator=fresh[row.indicator_id],
            source=row.source,
            organization_id=row.organization_id,
        )
        for row in feeds
    )

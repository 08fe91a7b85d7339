"""Indicators that go on in another plan or unit: the same master, what it shares and takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

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

# What goes on with an indicator: the model of the rows and the fields they keep.
RELATIONS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (IndicatorPartner, ("organization_id", "role")),
    (IndicatorFeed, ("source", "organization_id")),
)


def continue_indicators(
    nodes: Sequence[PlanNode],
    made: dict[int, PlanNode],
    left: Collection[int] = (),
    renamed: Mapping[int, str] | None = None,
) -> dict[int, int]:
    """A new indicator for every active one of the nodes, on the node that continues its own.

    Those `left` end where they are, those `renamed` go on by another name. Partner units and
    automatic sources go with it. What goes on there already is not made twice; returns the new
    ones by those they continue.
    """
    rows = Indicator.objects.active().filter(node__in=[node.pk for node in nodes])
    there = Indicator.objects.filter(node__in=[node.pk for node in made.values()])
    known = set(there.filter(predecessor__in=rows).values_list("predecessor", flat=True))
    taken = set(there.values_list("node", "name"))
    fresh = [
        Indicator(
            node=made[row.node_id],
            predecessor=row,
            **{
                **{name: getattr(row, name) for name in MASTER_FIELDS},
                "name": (renamed or {}).get(row.pk, row.name),
            },
        )
        for row in rows
        if row.pk not in known
        and row.pk not in left
        and row.node_id in made
        and (made[row.node_id].pk, (renamed or {}).get(row.pk, row.name)) not in taken
    ]
    Indicator.objects.bulk_create(fresh, batch_size=1000)
    _continue_relations({row.predecessor_id: row for row in fresh if row.predecessor_id})
    return {row.predecessor_id: row.pk for row in fresh if row.predecessor_id}


def _continue_relations(fresh: dict[int, Indicator]) -> None:
    for model, names in RELATIONS:
        rows = model.objects.filter(indicator__in=list(fresh))
        model.objects.bulk_create(
            model(indicator=fresh[row.indicator_id], **{name: getattr(row, name) for name in names})
            for row in rows
        )

"""Plans of a later period that were rolled on before work moved or units merged."""

from __future__ import annotations

from collections.abc import Mapping

from performance.models import Indicator, IndicatorJoin, PlanNode
from performance.plan.queries.lineage import ancestors_of


def lead_through(made: Mapping[int, PlanNode], pairs: Mapping[int, int]) -> None:
    """What a later period continues went on elsewhere first: its line goes through that place.

    `made` are the new nodes by the old ones, `pairs` the new indicators by the old ones. Else the
    later period would lack what is entered at the new place until it begins.
    """
    for node in PlanNode.objects.filter(predecessor__in=list(made)).select_related("period"):
        between = made[node.predecessor_id or 0]
        if node.period_id != between.period_id and node.pk != between.pk:
            PlanNode.objects.filter(pk=node.pk).update(predecessor=between)
    rows = Indicator.objects.filter(predecessor__in=list(pairs)).select_related("node")
    places = Indicator.objects.select_related("node").in_bulk(pairs.values())
    for row in rows:
        between_row = places[pairs[row.predecessor_id or 0]]
        if row.node.period_id != between_row.node.period_id:
            Indicator.objects.filter(pk=row.pk).update(predecessor=between_row)


def count_once(joins: list[IndicatorJoin]) -> None:
    """Of what joined in two periods the years before count through the earlier join alone.

    The one of the later period has none of its own yet, and what it joined continues what the
    earlier one joined: through both it would add the same years twice.
    """
    ahead = {row.source_id: row.target_id for row in joins}
    lines = ancestors_of([row.target_id for row in joins])
    for row in Indicator.objects.filter(pk__in=list(ahead), predecessor__in=list(ahead)):
        if ahead[row.predecessor_id or 0] in lines.get(ahead[row.pk], ()):
            Indicator.objects.filter(pk=row.pk).update(predecessor=None)

"""Column 6 as the portal has it, beside which that of a file is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from performance.models import CarriedSpending, Indicator
from performance.plan.queries.joined import Origin
from performance.plan.queries.past import pasts_of
from performance.plan.queries.rollup import spent_before

COLUMN_K, COLUMN_RP = "realisasi_lalu_k", "realisasi_lalu_rp"


@dataclass(frozen=True)
class Before:
    """Reached before a year, by indicator and by node, rupiah without what is below it."""

    k: dict[int, Decimal] = field(default_factory=dict)
    rp: dict[int, Decimal] = field(default_factory=dict)
    # The same without what was carried into this very year: what a cleared cell leaves.
    derived_k: dict[int, Decimal] = field(default_factory=dict)
    derived_rp: dict[int, Decimal] = field(default_factory=dict)
    joined_k: dict[int, Decimal] = field(default_factory=dict)  # the part of those that joined
    joined_rp: dict[int, Decimal] = field(default_factory=dict)  # the part of nodes that joined
    joins: dict[int, Sequence[Origin]] = field(default_factory=dict)  # who joined an indicator


def read_before(unit: int, year: int, indicators: Iterable[int], nodes: Iterable[int]) -> Before:
    """Seven queries, whatever the size."""
    before = Before()
    rows = list(Indicator.objects.as_of(year).filter(pk__in=list(indicators)))
    pasts = pasts_of(rows, year)
    for row in rows:
        past = pasts[row.pk]
        before.joins[row.pk] = past.origins
        joined = past.joined_before(row, year)
        if joined is not None:
            before.joined_k[row.pk] = joined
        earlier = {when: amount for when, amount in past.carried.items() if when < year}
        for found, one in ((before.k, past), (before.derived_k, replace(past, carried=earlier))):
            value = one.before(row, year)
            if value is not None:
                found[row.pk] = value
    known = set(nodes)
    amounts = spent_before([unit], year)
    for pk, (total, joined) in amounts.items():
        if pk in known:
            before.derived_rp[pk], before.joined_rp[pk] = Decimal(total), Decimal(joined)
    stated = CarriedSpending.objects.filter(year=year, node__in=known)
    before.rp.update(before.derived_rp)
    for pk, amount in stated.values_list("node", "amount"):
        before.rp[pk] = amount + before.joined_rp.get(pk, Decimal(0))
    return before

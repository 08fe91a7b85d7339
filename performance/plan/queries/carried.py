"""What of column 6 comes from a unit that joined: carried in as a total of both it counts twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from organizations.formatting import format_number, format_rupiah
from performance.models import Indicator, NodeJoin, PlanNode
from performance.plan.queries.joined import may_hold_both
from performance.plan.queries.past import pasts_of
from performance.plan.queries.rollup import spent_before

Came = Sequence[tuple[str, Decimal]]  # unit and amount


def came_before(owner: Indicator | PlanNode, year: int) -> Came:
    """What those that joined up to the year reached or spent before it, as its forms add it."""
    if isinstance(owner, Indicator):
        of_year = Indicator.objects.as_of(year).get(pk=owner.pk)
        return pasts_of([of_year], year)[owner.pk].came(of_year, year)
    joined = NodeJoin.objects.filter(target=owner, year__lte=year)
    homes = [row.source.organization for row in joined.select_related("source__organization")]
    units = sorted({home.short_name or home.name for home in homes if home})
    if not units or owner.organization_id is None:
        return []
    _, amount = spent_before([owner.organization_id], year).get(owner.pk, (0, 0))
    return [(" dan ".join(units), Decimal(amount))] if amount else []


def carried_questions(
    owner: Indicator | PlanNode, amounts: Mapping[int, Decimal | int | None]
) -> dict[int, str]:
    """By year carried into, of amounts that might be the total of both."""
    found = {}
    for year, amount in amounts.items():
        came = came_before(owner, year) if amount else []
        if amount and may_hold_both(Decimal(amount), [part for _, part in came]):
            found[year] = _question(owner, Decimal(amount), came, year)
    return found


def _question(owner: Indicator | PlanNode, amount: Decimal, came: Came, year: int) -> str:
    told = format_number if isinstance(owner, Indicator) else format_rupiah
    parts = " dan ".join(f"{told(part)} dari {unit}" for unit, part in came)
    total = sum((part for _, part in came), Decimal(0))
    return (
        f"{parts} s.d. {year - 1} sudah ditambahkan portal karena bergabung: kolom 6 tahun {year} "
        f"menjadi {told(amount + total)}. Simpan hanya bila {told(amount)} bagian unit ini saja; "
        f"bila itu jumlah keduanya, isi {told(amount - total)}."
    )

"""A piece of work stands in one place a year: where it goes on, the former place has ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from performance.models import NodeJoin, PlanNode

GOES_ON = (
    "Pekerjaan ini berlanjut di {place} mulai {year}, jadi di sini berlaku paling lama sampai {last}. "
    "Isi {last} atau tahun sebelumnya; bila pekerjaannya kembali, pindahkan dari {place} lewat "
    "halaman “Pindahkan program”."
)
CAME = "Pekerjaan ini melanjutkan {former} yang berlaku sampai {last}. Isi {year} atau tahun sesudahnya."


def require_one_life(node: PlanNode, fields: Mapping[str, Any]) -> None:
    """Refuse validity that lets the work count at two places; what does not change is not asked."""
    ends = fields.get("valid_to_year", node.valid_to_year)
    if ends != node.valid_to_year:
        _require_ended(node, ends)
    begins = fields.get("valid_from_year", node.valid_from_year)
    if begins != node.valid_from_year:
        _require_begun(node, begins)


def _require_ended(node: PlanNode, ends: int | None) -> None:
    onward = _onward(node)
    if not onward:
        return
    year, place = min(onward)
    if ends is None or ends >= year:
        words = GOES_ON.format(place=place, year=year, last=year - 1)
        raise ValidationError({"valid_to_year": words})


def _onward(node: PlanNode) -> list[tuple[int, str]]:
    """Years and units in which the work goes on within the period, moved or joined."""
    moved = PlanNode.objects.filter(predecessor=node, period=node.period_id)
    found = [
        (row.valid_from_year or node.period.start_year, str(row.organization))
        for row in moved.select_related("organization")
    ]
    joined = NodeJoin.objects.filter(source=node).select_related("target__organization")
    return found + [(row.year, str(row.target.organization)) for row in joined]


def _require_begun(node: PlanNode, begins: int | None) -> None:
    former = node.predecessor
    if former is None or former.period_id != node.period_id or former.valid_to_year is None:
        return
    if begins is None or begins <= former.valid_to_year:
        words = CAME.format(
            former=former.organization, last=former.valid_to_year, year=former.valid_to_year + 1
        )
        raise ValidationError({"valid_from_year": words})

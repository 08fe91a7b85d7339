"""Nodes in closed years: a new one begins after them, a known one stays where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from performance.choices import NodeLevel
from performance.models import NodeLink, PlanningPeriod, PlanNode
from performance.plan.queries.closed_years import ClosedYears, closed_years, closed_years_of

MOVED = (
    "{quarters} sudah diterima dengan angka di tempat ini, sehingga {level} tidak dapat dipindah. "
    "Akhiri simpul ini dengan “berlaku sampai tahun {last}”, lalu tambahkan simpul yang "
    "melanjutkannya di tempat baru."
)
LEAVES = "{quarters} sudah diterima dengan simpul ini. Pilih tahun {year} atau {side}nya."
ENTERS = "Tahun {years} sudah diterima tanpa simpul ini. Pilih tahun lain."
FULL = "Semua tahun {period} sudah diterima. Tambahkan simpul ini pada periode berikutnya."


def first_year(closed: ClosedYears, period: PlanningPeriod) -> int | None:
    """The year a new node begins in; None where no year is finished."""
    if not closed.finished:
        return None
    year = max(closed.finished) + 1
    if year > period.end_year:
        raise ValidationError(FULL.format(period=period))
    return year


def first_link_year(source: PlanNode, target: PlanNode) -> int | None:
    """The year a link begins in: after the finished years of both, and after one that ended."""
    years = [year for end in (source, target) for year in closed_years(end).finished]
    ended = NodeLink.objects.filter(source=source, target=target, valid_to_year__isnull=False)
    years += [year for year in ended.values_list("valid_to_year", flat=True) if year is not None]
    return max(years) + 1 if years else None


def last_link_year(link: NodeLink) -> int | None:
    """The last closed year that shows the link; None where it can go without a trace."""
    years = closed_years(link.source).years | closed_years(link.target).years
    return max((year for year in years if year >= (link.valid_from_year or 0)), default=None)


def require_closed_years_stand(node: PlanNode, fields: Mapping[str, Any]) -> None:
    """Refuse what no form of a closed year could go on showing as it was."""
    here = closed_years(node)
    is_summed = node.level in (NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)
    if is_summed and here.years and fields.get("parent", node.parent) != node.parent:
        level = node.get_level_display().lower()
        raise ValidationError({"parent": MOVED.format(quarters=here, level=level, last=here.last)})
    _require_same_years(node, fields)


def _require_same_years(node: PlanNode, fields: Mapping[str, Any]) -> None:
    """A node neither leaves a year with accepted quarters nor enters a finished one."""
    known = closed_years_of(node.organization_id, node.period)
    was = _years(node, node.valid_from_year, node.valid_to_year)
    begins = fields.get("valid_from_year", node.valid_from_year)
    ends = fields.get("valid_to_year", node.valid_to_year)
    now = _years(node, begins, ends)
    name = "valid_to_year" if ends != node.valid_to_year else "valid_from_year"
    left = known.only(was - now)
    if left.years:
        is_end = name == "valid_to_year"
        year, side = (left.last, "sesudah") if is_end else (min(left.years), "sebelum")
        said = LEAVES.format(quarters=left, year=year, side=side)
        raise ValidationError({name: said})
    entered = sorted(known.finished & (now - was))
    if entered:
        raise ValidationError({name: ENTERS.format(years=", ".join(map(str, entered)))})


def _years(node: PlanNode, begins: int | None, ends: int | None) -> frozenset[int]:
    first = max(node.period.start_year, begins or 0)
    return frozenset(range(first, min(node.period.end_year, ends or node.period.end_year) + 1))

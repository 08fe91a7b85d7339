"""Bulk tools of the plan: targets of last year, and the tree of a new period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations import activity
from organizations.models import Organization, User
from performance import permissions
from performance.actions.periods import ensure_version
from performance.actions.stamps import PLAN_YEAR, bump_stamp
from performance.choices import NodeLevel, PlanDocument
from performance.models import (
    Indicator,
    Nomenclature,
    NomenclatureMapping,
    Pagu,
    PlanningPeriod,
    PlanNode,
    YearTarget,
)
from performance.queries.versions import version_for

TARGET_FIELDS = ("target", "target_high", "q1", "q2", "q3", "q4")
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


@dataclass(frozen=True)
class Copied:
    targets: int
    pagus: int


@transaction.atomic
def copy_year(*, unit: Organization, source: int, year: int, with_pagu: bool, by: User) -> Copied:
    """Targets (and pagu) of one year into another where nothing stands yet."""
    decision = permissions.can_edit_plan(by, unit.pk)
    if not decision:
        raise PermissionDenied(decision.reason)
    if source == year:
        raise ValidationError("Pilih dua tahun yang berbeda.")
    old = version_for(PlanDocument.RENJA, source)
    if old is None:
        raise ValidationError(f"Belum ada target tahun {source} yang dapat disalin.")
    new = ensure_version(PlanDocument.RENJA, year)
    mine = Indicator.objects.active().filter(node__organization=unit)
    mine = mine.filter(node__in=PlanNode.objects.in_year(year))
    known = YearTarget.objects.filter(version=new, year=year, indicator__in=mine)
    taken = set(known.values_list("indicator", flat=True))
    rows = YearTarget.objects.filter(version=old, year=source, indicator__in=mine)
    fresh = [
        YearTarget(
            indicator_id=row.indicator_id,
            year=year,
            version=new,
            **{name: getattr(row, name) for name in TARGET_FIELDS},
        )
        for row in rows
        if row.indicator_id not in taken and row.target is not None
    ]
    YearTarget.objects.bulk_create(fresh, batch_size=1000)
    pagus = _copy_pagu(unit, (source, old.pk), (year, new.pk)) if with_pagu else 0
    copied = Copied(len(fresh), pagus)
    if fresh or pagus:
        bump_stamp(unit.pk, year)
        activity.record(
            obj=unit,
            verb="performance.copy",
            summary=f"{copied.targets} target dan {copied.pagus} pagu {source} disalin ke {year}",
            by=by,
            organization=unit,
        )
    return copied


def _copy_pagu(unit: Organization, old: tuple[int, int], new: tuple[int, int]) -> int:
    nodes = PlanNode.objects.in_year(new[0]).filter(organization=unit)
    known = Pagu.objects.filter(version=new[1], year=new[0], node__in=nodes)
    taken = set(known.values_list("node", flat=True))
    rows = Pagu.objects.filter(version=old[1], year=old[0], node__in=nodes, is_remainder=False)
    fresh = [
        Pagu(node_id=row.node_id, year=new[0], version_id=new[1], amount=row.amount)
        for row in rows
        if row.node_id not in taken
    ]
    Pagu.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


@dataclass(frozen=True)
class Rolled:
    nodes: int
    indicators: int
    unmapped: tuple[PlanNode, ...]  # lines of the old list without a place in the new one


@transaction.atomic
def roll_tree(
    *, source: PlanningPeriod, target: PlanningPeriod, unit: Organization | None, by: User
) -> Rolled:
    """The tree of a period into the next one; every copy remembers what it continues.

    Nodes of the nomenclature go to what the mapping table says their line became; lines
    without a mapping are named and left out. Nothing is made twice.
    """
    decision = permissions.can_manage_period(by)
    if not decision:
        raise PermissionDenied(decision.reason)
    if source.pk == target.pk or target.start_year <= source.start_year:
        raise ValidationError("Periode tujuan harus dimulai sesudah periode asal.")
    last = source.end_year
    rows = PlanNode.objects.filter(period=source, organization=unit)
    open_rows = [n for n in rows if n.valid_to_year is None or n.valid_to_year >= last]
    open_rows.sort(key=lambda node: (list(NodeLevel.values).index(node.level), node.order, node.pk))
    mapping = _mapping(source, target)
    made: dict[int, PlanNode] = {
        node.predecessor_id: node
        for node in PlanNode.objects.filter(period=target, predecessor__in=rows)
        if node.predecessor_id
    }
    before, unmapped = len(made), []
    for node in open_rows:
        if node.pk in made:
            continue
        if node.nomenclature_id and node.nomenclature_id not in mapping:
            unmapped.append(node)
            continue
        made[node.pk] = _continue(node, target, made, mapping)
    indicators = continue_indicators(open_rows, made)
    if len(made) > before or indicators:
        bump_stamp(unit.pk if unit else None, PLAN_YEAR)
        activity.record(
            obj=target,
            verb="performance.roll",
            summary=f"{len(made) - before} simpul {unit or 'kota'} dilanjutkan ke {target}",
            by=by,
            organization=unit,
        )
    return Rolled(len(made) - before, indicators, tuple(unmapped))


def _mapping(source: PlanningPeriod, target: PlanningPeriod) -> dict[int, int]:
    """Old nomenclature line → new one; the same list needs no table."""
    if source.nomenclature_version_id == target.nomenclature_version_id:
        rows = PlanNode.objects.filter(period=source, nomenclature__isnull=False)
        return {pk: pk for pk in rows.values_list("nomenclature", flat=True) if pk}
    found = NomenclatureMapping.objects.filter(
        source__version=source.nomenclature_version, target__version=target.nomenclature_version
    )
    return dict(found.values_list("source", "target"))


def _continue(
    node: PlanNode, period: PlanningPeriod, made: dict[int, PlanNode], mapping: dict[int, int]
) -> PlanNode:
    parent = made.get(node.parent_id or 0)
    entry = mapping.get(node.nomenclature_id or 0)
    fresh = PlanNode(
        period=period,
        organization_id=node.organization_id,
        level=node.level,
        code=node.code,
        name=node.name,
        parent=parent,
        program=made.get(node.program_id or 0),
        kegiatan=made.get(node.kegiatan_id or 0),
        nomenclature_id=entry,
        order=node.order,
        predecessor=node,
    )
    if entry and entry != node.nomenclature_id:
        fresh.code, fresh.name = _line(entry)
    fresh.save()
    return fresh


def _line(entry: int) -> tuple[str, str]:
    row = Nomenclature.objects.get(pk=entry)
    return row.code, row.name


def continue_indicators(nodes: Sequence[PlanNode], made: dict[int, PlanNode]) -> int:
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
    return len(fresh)

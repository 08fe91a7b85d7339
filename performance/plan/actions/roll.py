"""The tree of a planning period into the next one; every copy remembers what it continues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from organizations import activity
from organizations.access import allow
from organizations.models import Organization, User
from performance import permissions
from performance.choices import NodeLevel
from performance.models import (
    NodeLink,
    Nomenclature,
    NomenclatureMapping,
    PlanningPeriod,
    PlanNode,
)
from performance.plan.actions.closed_nodes import first_link_year
from performance.plan.actions.closed_units import require_fresh_period
from performance.plan.actions.continuation import continue_indicators
from performance.stamps import PLAN_YEAR, bump_stamp


@dataclass(frozen=True)
class Rolled:
    nodes: int
    indicators: int
    unmapped: tuple[PlanNode, ...]  # lines of the old list without a place in the new one
    merged: tuple[PlanNode, ...]  # lines whose new line another node of the unit already has


@transaction.atomic
def roll_all(
    *, source: PlanningPeriod, target: PlanningPeriod, units: Iterable[Organization], by: User
) -> Rolled:
    """The city's tree first, then every unit's, which hangs on it; all or nothing."""
    done = [roll_tree(source=source, target=target, unit=unit, by=by) for unit in (None, *units)]
    return Rolled(
        sum(each.nodes for each in done),
        sum(each.indicators for each in done),
        tuple(node for each in done for node in each.unmapped),
        tuple(node for each in done for node in each.merged),
    )


@transaction.atomic
def roll_tree(
    *, source: PlanningPeriod, target: PlanningPeriod, unit: Organization | None, by: User
) -> Rolled:
    """The tree of a period into the next one; every copy remembers what it continues.

    Nodes of the nomenclature go to what the mapping table says their line became; lines
    without a mapping are named and left out. Of lines that became one, the first goes on with
    its history; the indicators of the others join it. Nothing is made twice, and nothing in a
    period that was reported on.
    """
    _allow(source, target, by)
    last = source.end_year
    rows = PlanNode.objects.filter(period=source, organization=unit)
    open_rows = [n for n in rows if n.valid_to_year is None or n.valid_to_year >= last]
    open_rows.sort(key=lambda node: (list(NodeLevel.values).index(node.level), node.order, node.pk))
    made: dict[int, PlanNode] = {
        node.predecessor_id: node
        for node in PlanNode.objects.filter(period=target, predecessor__in=rows)
        if node.predecessor_id
    }
    outside = _continued_elsewhere(open_rows, target)
    fresh, unmapped, merged = _copy(open_rows, source, target, made, outside)
    hung = _hang(open_rows, made, {**outside, **made})
    indicators = len(continue_indicators(open_rows, made))
    _continue_links({**outside, **made})
    if fresh or indicators or hung:
        require_fresh_period(unit, target)
        bump_stamp(unit.pk if unit else None, PLAN_YEAR)
        activity.record(
            obj=target,
            verb="performance.roll",
            summary=f"{fresh} simpul {unit or 'kota'} dilanjutkan ke {target}",
            by=by,
            organization=unit,
        )
    return Rolled(fresh, indicators, unmapped, merged)


Nodes = tuple[PlanNode, ...]


def _copy(
    rows: Sequence[PlanNode],
    source: PlanningPeriod,
    target: PlanningPeriod,
    made: dict[int, PlanNode],
    outside: dict[int, PlanNode],
) -> tuple[int, Nodes, Nodes]:
    """Fill `made` with what each node became: how many are new, which have no line, which joined."""
    owners = {row.organization_id for row in rows}
    listed = PlanNode.objects.filter(period=target, organization__in=owners)
    open_last = listed.order_by(F("valid_to_year").asc(nulls_last=True), "pk")
    taken = {node.nomenclature_id: node for node in open_last}
    mapping = _mapping(source, target)
    fresh, unmapped, merged = 0, [], []
    for node in rows:
        if node.pk in made:
            continue
        entry = mapping.get(node.nomenclature_id or 0)
        known = taken.get(entry) if entry else None
        if node.nomenclature_id and not entry:
            unmapped.append(node)
        elif known is not None:
            merged.append(node)
            made[node.pk] = known
        else:
            made[node.pk] = _continue(node, target, {**outside, **made}, entry)
            taken[made[node.pk].nomenclature_id] = made[node.pk]
            fresh += 1
    return fresh, tuple(unmapped), tuple(merged)


def _allow(source: PlanningPeriod, target: PlanningPeriod, by: User) -> None:
    allow(permissions.can_manage_period(by))
    if source.pk == target.pk or target.start_year <= source.start_year:
        raise ValidationError("Periode tujuan harus dimulai sesudah periode asal.")


def _continued_elsewhere(rows: Iterable[PlanNode], target: PlanningPeriod) -> dict[int, PlanNode]:
    """What parents and links outside these nodes (the city's sasaran, other units) became."""
    known = {row.pk for row in rows}
    wanted = {row.parent_id for row in rows if row.parent_id} - known
    links = NodeLink.objects.filter(source__in=known) | NodeLink.objects.filter(target__in=known)
    for pair in links.values_list("source", "target"):
        wanted |= set(pair) - known
    found = PlanNode.objects.filter(period=target, predecessor__in=wanted)
    return {row.predecessor_id: row for row in found if row.predecessor_id}


def _hang(rows: Iterable[PlanNode], made: dict[int, PlanNode], known: dict[int, PlanNode]) -> int:
    """Places that were missing when a copy was made, and are there now that more is mapped."""
    hung = 0
    for row in rows:
        copy = made.get(row.pk)
        if copy is None or copy.predecessor_id != row.pk:
            continue
        missing = {
            name: known[getattr(row, name)].pk
            for name in ("parent_id", "program_id", "kegiatan_id")
            if getattr(copy, name) is None and getattr(row, name) in known
        }
        if missing:
            hung += PlanNode.objects.filter(pk=copy.pk).update(**missing)
    return hung


def _continue_links(made: dict[int, PlanNode]) -> None:
    """Crosscutting links whose both ends went on."""
    links = NodeLink.objects.open().filter(source__in=list(made), target__in=list(made))
    NodeLink.objects.bulk_create(
        (
            NodeLink(
                source=made[link.source_id],
                target=made[link.target_id],
                kind=link.kind,
                note=link.note,
                valid_from_year=first_link_year(made[link.source_id], made[link.target_id]),
            )
            for link in links
        ),
        ignore_conflicts=True,
    )


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
    node: PlanNode, period: PlanningPeriod, made: dict[int, PlanNode], entry: int | None
) -> PlanNode:
    parent = made.get(node.parent_id or 0)
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

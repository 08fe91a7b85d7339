"""Programs that go to another unit when departments merge, split or change names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import Organization, User
from performance import permissions
from performance.choices import NodeLevel
from performance.models import (
    BudgetRealization,
    CarriedRealization,
    CarriedSpending,
    EvidenceLink,
    Indicator,
    NodeJoin,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    Realization,
    RowNote,
    YearTarget,
)
from performance.plan.actions.closed_units import require_nothing_handed_in
from performance.plan.actions.continuation import continue_indicators
from performance.plan.actions.rolled import lead_through
from performance.querysets import lasting_to
from performance.stamps import PLAN_YEAR, bump_stamp


@transaction.atomic
def move_programs(
    *, programs: Sequence[PlanNode], target: Organization, year: int, by: User, reason: str
) -> int:
    """From `year` on programs belong to another unit; their history follows the function.

    The old nodes end the year before and keep their figures; the new ones continue them.
    """
    allow(permissions.can_manage_period(by))
    if not reason.strip():
        raise ValidationError({"reason": "Tulis dasar pemindahannya, mis. perda susunan perangkat"})
    if not programs:
        raise ValidationError({"programs": "Pilih paling sedikit satu program."})
    owners = {program.organization_id for program in programs}
    units = Organization.objects.filter(pk__in={*owners, target.pk})
    require_nothing_handed_in(units.order_by("pk"), year)
    moved = 0
    for program in programs:
        if program.organization_id == target.pk:
            raise ValidationError(f"{program} sudah menjadi program {target}.")
        moved += _move_branch(program, target, year)
        for unit in (program.organization_id, target.pk):
            bump_stamp(unit, PLAN_YEAR)
        activity.record(
            obj=program,
            verb="performance.move",
            summary=f"{str(program)[:120]} pindah ke {target} mulai {year}",
            by=by,
            organization=program.organization,
            reason=reason.strip(),
        )
    return moved


def _move_branch(program: PlanNode, target: Organization, year: int) -> int:
    branch = PlanNode.objects.filter(pk=program.pk) | PlanNode.objects.filter(program=program)
    nodes = sorted(branch, key=lambda node: (list(NodeLevel.values).index(node.level), node.pk))
    if any(node.valid_to_year is not None and node.valid_to_year < year for node in nodes):
        raise ValidationError(f"{program} sudah berakhir sebelum tahun {year}.")
    _require_in_period(program, year)
    _require_room(nodes, target, year)
    made: dict[int, PlanNode] = {}
    for node in nodes:
        made[node.pk] = continue_node(node, target, year, made, parent=None)
    pairs = continue_indicators(nodes, made)
    owned_by(pairs, target)
    carry_plan(made, pairs, year, target)
    pass_joins_on(made, year)
    lead_through(made, pairs)
    PlanNode.objects.filter(pk__in=made).update(valid_to_year=year - 1)
    return len(made)


def _require_in_period(program: PlanNode, year: int) -> None:
    """Work goes on within its period; later years are those of the period it is rolled on to."""
    period = program.period
    if year > period.end_year:
        raise ValidationError(
            {
                "year": f"{program} milik {period} yang berakhir {period.end_year}. Lanjutkan rencana "
                f"ke periode yang memuat {year}, lalu pindahkan program dari sana."
            }
        )


def _require_room(nodes: Sequence[PlanNode], target: Organization, year: int) -> None:
    """The target has none of the lines any more; one that ended before may come back."""
    lines = {node.nomenclature_id: node for node in nodes if node.nomenclature_id}
    held = PlanNode.objects.filter(
        lasting_to(year),
        period=nodes[0].period,
        organization=target,
        nomenclature__in=lines,
    )
    for row in held.order_by("order", "code", "pk")[:1]:
        raise ValidationError(
            f"{target} sudah punya {row}. Pindahkan seluruh unitnya lewat halaman “Gabungkan "
            "perangkat daerah”; di sana baris yang sama bergabung."
        )


def continue_node(
    node: PlanNode,
    target: Organization,
    year: int,
    made: Mapping[int, PlanNode],
    *,
    parent: PlanNode | None,
) -> PlanNode:
    """The node that goes on with the work at the target; `parent` where the one above stays."""
    return PlanNode.objects.create(
        period=node.period,
        organization=target,
        level=node.level,
        code=node.code,
        name=node.name,
        parent=made.get(node.parent_id or 0, parent),
        program=made.get(node.program_id or 0),
        kegiatan=made.get(node.kegiatan_id or 0),
        nomenclature_id=node.nomenclature_id,
        order=node.order,
        valid_from_year=year,
        valid_to_year=node.valid_to_year,
        predecessor=node,
    )


def owned_by(pairs: Mapping[int, int], target: Organization) -> None:
    """Indicators that go on elsewhere belong to the receiving unit."""
    Indicator.objects.filter(pk__in=list(pairs.values())).update(organization=target)


def pass_joins_on(made: Mapping[int, PlanNode], year: int) -> None:
    """What once joined a node that goes elsewhere adds up there from the year on."""
    for row in NodeJoin.objects.filter(target__in=list(made), year__lte=year).order_by("year"):
        NodeJoin.objects.update_or_create(
            source_id=row.source_id, year=year, defaults={"target": made[row.target_id]}
        )


def carry_plan(
    made: Mapping[int, PlanNode], pairs: Mapping[int, int], year: int, target: Organization
) -> None:
    """Targets, pagu, what is carried in and what was entered from the year on stand at the new place.

    Those of a yearly plan go there; those of a Renstra or RPJMD, and the end of the period, count
    at both places: the forms of the years before the move print them here, later ones there.
    `made` are the new nodes by the old ones, `pairs` the new indicators by the old ones.
    """
    targets = YearTarget.objects.filter(indicator__in=list(pairs), year__gte=year)
    for row in targets.select_related("version"):
        _pass_on(row, indicator_id=pairs[row.indicator_id])
    for carried in CarriedRealization.objects.filter(indicator__in=list(pairs), year__gte=year):
        carried.indicator_id = pairs[carried.indicator_id]
        carried.save(update_fields=["indicator"])
    for period in PeriodTarget.objects.filter(indicator__in=list(pairs)):
        _copy(period, indicator_id=pairs[period.indicator_id])
    for money in PeriodBudget.objects.filter(node__in=list(made)):
        _copy(money, node_id=made[money.node_id].pk)
    for spent in CarriedSpending.objects.filter(node__in=list(made), year__gte=year):
        spent.node = made[spent.node_id]
        spent.save(update_fields=["node"])
    _carry_entered(made, pairs, year, target)
    for pagu in Pagu.objects.filter(node__in=list(made), year__gte=year).select_related("version"):
        _pass_on(pagu, node_id=made[pagu.node_id].pk)


def _carry_entered(
    made: Mapping[int, PlanNode], pairs: Mapping[int, int], year: int, target: Organization
) -> None:
    """What was typed of the year and not handed in: one row goes on, its history names the unit.

    Left behind, a figure would be replaced by what the receiving unit types of the same quarter,
    and would come back when that is cleared. Notes and proofs of the quarters go with it.
    """
    entered = {"indicator__in": list(pairs), "year__gte": year}
    for row in Realization.objects.filter(**entered):
        row.indicator_id = pairs[row.indicator_id]
        row.organization = target
        row.save(update_fields=["indicator", "organization"])
    for model in (RowNote, EvidenceLink):
        for said in model.objects.filter(**entered):
            said.indicator_id = pairs[said.indicator_id]
            said.save(update_fields=["indicator"])
    for spent in BudgetRealization.objects.filter(node__in=list(made), year__gte=year):
        spent.node = made[spent.node_id]
        spent.organization = target
        spent.save(update_fields=["node", "organization"])


def _pass_on(row: YearTarget | Pagu, **place: int) -> None:
    """A yearly plan's figure goes to the new place; the period's plan has it at both."""
    if row.version.year is None:
        _copy(row, **place)
        return
    for name, value in place.items():
        setattr(row, name, value)
    row.save(update_fields=list(place))


def _copy(row: PeriodTarget | PeriodBudget | YearTarget | Pagu, **place: int) -> None:
    row.pk = None
    row._state.adding = True  # noqa: SLF001 - a copy is a new row
    for name, value in place.items():
        setattr(row, name, value)
    row.save()

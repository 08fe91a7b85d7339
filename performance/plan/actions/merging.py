"""A whole unit goes on in another one: every node moves, or joins the one of the same line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.actions.units import pass_on
from organizations.choices import SuccessionKind
from organizations.models import Organization, User
from performance import permissions
from performance.models import Indicator, IndicatorJoin, NodeJoin, Pagu, PlanNode, YearTarget
from performance.plan.actions.closed_units import require_nothing_handed_in
from performance.plan.actions.continuation import continue_indicators
from performance.plan.actions.moves import carry_plan, continue_node, owned_by, pass_joins_on
from performance.plan.actions.rolled import count_once, lead_through
from performance.plan.queries.merging import GO_ON, JOIN, MergePlan, merge_plan
from performance.stamps import PLAN_YEAR, bump_stamp
from performance.words import REACHED, in_quarter

QUARTER_TARGETS = ("target", "q1", "q2", "q3", "q4")
MOVED_ON = "Rencana kedua unit berubah sejak pratinjau dibuat. Periksa lagi, lalu gabungkan."


@dataclass
class Merged:
    moved: int = 0
    joined: int = 0
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)


@transaction.atomic
def merge_unit(
    *,
    source: Organization,
    target: Organization,
    year: int,
    by: User,
    reason: str,
    choices: Mapping[int, str],
    expected: str = "",
    ends: bool = False,
) -> Merged:
    """From `year` on the target does the work of the source, its program penunjang included.

    `choices` say for an indicator whether it goes on, joins its namesake, or ends; what is not
    named takes the usual way. `expected` is the mark of the plan the person saw. Where the unit
    `ends`, its last day is the last of the year before: all of that year is still its own.
    """
    allow(permissions.can_manage_period(by))
    if not reason.strip():
        raise ValidationError(
            {"reason": "Tulis dasar penggabungannya, mis. perda susunan perangkat"}
        )
    done = _merge(_plan_of(source, target, year, choices, expected))
    if ends:
        pass_on(
            predecessor=source,
            successors=[target],
            kind=SuccessionKind.MERGE,
            effective_on=date(year, 1, 1),
            note=reason.strip(),
            by=by,
        )
    for unit in (source.pk, target.pk):
        bump_stamp(unit, PLAN_YEAR)
    activity.record(
        obj=source,
        verb="performance.merge",
        summary=(
            f"{source} digabung ke {target} mulai {year}: {done.moved} simpul pindah, "
            f"{done.joined} simpul bergabung"
        ),
        by=by,
        organization=source,
        changes=done.changes,
        reason=reason.strip(),
    )
    return done


def _plan_of(
    source: Organization, target: Organization, year: int, choices: Mapping[int, str], seen: str
) -> MergePlan:
    """What will be done, with both units locked; it must be what the person saw."""
    held = Organization.objects.select_for_update().filter(pk__in=(source.pk, target.pk))
    if len(list(held.order_by("pk"))) < 2:
        raise ValidationError({"target": "Pilih perangkat daerah lain."})
    require_nothing_handed_in((source, target), year)
    plan = merge_plan(source, target, year, choices)
    if plan.problems:
        raise ValidationError(list(plan.problems))
    if seen and seen != plan.mark:
        raise ValidationError(MOVED_ON)
    return plan


def _merge(plan: MergePlan) -> Merged:
    done, made = Merged(), dict[int, PlanNode]()
    moved: dict[int, PlanNode] = {}
    for line in plan.lines:
        node = line.node
        if line.target is not None:
            made[node.pk] = line.target
            _open(line.target, plan.year)
            NodeJoin.objects.create(source=node, target=line.target, year=plan.year)
            done.joined += 1
        else:
            above = node.parent
            outside = above if above is not None and above.organization_id is None else None
            fresh = continue_node(node, plan.target, plan.year, made, parent=outside)
            made[node.pk] = moved[node.pk] = fresh
            done.moved += 1
    pairs = _indicators(plan, made)
    done.changes |= _left_out(plan)
    carry_plan(moved, pairs, plan.year, plan.target)
    for line in plan.lines:
        if line.target is not None:
            done.changes |= _join_pagu(line.node, line.target, plan)
    pass_joins_on(made, plan.year)
    lead_through(moved, pairs)
    PlanNode.objects.filter(pk__in=made).update(valid_to_year=plan.year - 1)
    return done


def _open(node: PlanNode, year: int) -> None:
    """The target's node is there from the year on; `merge_plan` has asked whether it can be."""
    fields: dict[str, int | None] = {}
    if node.valid_to_year is not None and not _comes_again(node):
        fields["valid_to_year"] = None
    if node.valid_from_year is not None and node.valid_from_year > year:
        fields["valid_from_year"] = year
    if fields:
        PlanNode.objects.filter(pk=node.pk).update(**fields)


def _comes_again(node: PlanNode) -> bool:
    """Whether the unit takes up the same line once more after this node has ended."""
    return PlanNode.objects.filter(
        period=node.period_id,
        organization=node.organization_id,
        nomenclature=node.nomenclature_id,
        valid_from_year__gt=node.valid_to_year,
    ).exists()


def _indicators(plan: MergePlan, made: dict[int, PlanNode]) -> dict[int, int]:
    """What becomes of each, as chosen; the new ones by those they continue."""
    chosen = [row for line in plan.lines for row in line.indicators]
    left = {row.indicator.pk for row in chosen if row.fate != GO_ON}
    nodes = [line.node for line in plan.lines]
    pairs = continue_indicators(nodes, made, left=left, renamed=_renamed(plan))
    owned_by(pairs, plan.target)
    joins = []
    for row in chosen:
        if row.fate == JOIN and row.namesake is not None:
            joins.append(
                IndicatorJoin.objects.create(
                    source=row.indicator, target=row.namesake, year=plan.year, adds_up=row.adds_up
                )
            )
            if row.adds_up:
                _join_targets(row.indicator, row.namesake, plan.year)
    count_once(joins)
    return pairs


def _left_out(plan: MergePlan) -> dict[str, dict[str, Any]]:
    """K of the year that was typed and is in no form any more, for the history line."""
    changes = {}
    for row in (row for line in plan.lines for row in line.indicators if row.left_out):
        values = row.typed.quarters if row.typed else ()
        for quarter, value in enumerate(values, start=1):
            if value is not None:
                label = f"{in_quarter(REACHED, plan.year, quarter)} {row.indicator.name}"
                changes[f"k.{row.indicator.pk}.{plan.year}.{quarter}"] = activity.changed(
                    label[:200], value, None
                )
    return changes


def _renamed(plan: MergePlan) -> dict[int, str]:
    """Names for those that go on beside one of the same name, which may be switched off."""
    there = [line.target.pk for line in plan.lines if line.target is not None]
    taken = set(Indicator.objects.filter(node__in=there).values_list("node", "name"))
    return {
        row.indicator.pk: f"{row.indicator.name} ({plan.source.short_name}, {plan.year})"
        for line in plan.lines
        if line.target is not None
        for row in line.indicators
        if (line.target.pk, row.indicator.name) in taken
    }


def _join_targets(source: Indicator, target: Indicator, year: int) -> None:
    """What both have promised to add up is promised together in the yearly plans from the year on.

    A Renstra keeps what it promised: forms of the years before print its coming years too, and
    only a revision of it can promise something else.
    """
    coming = YearTarget.objects.filter(year__gte=year, version__year__isnull=False)
    known = {(row.year, row.version_id): row for row in coming.filter(indicator=target)}
    for row in coming.filter(indicator=source):
        own = known.get((row.year, row.version_id))
        if own is None:
            row.indicator = target
            row.save(update_fields=["indicator"])
            continue
        for name in QUARTER_TARGETS:
            parts = [one for one in (getattr(own, name), getattr(row, name)) if one is not None]
            setattr(own, name, sum(parts) if parts else None)
            setattr(own, f"{name}_high", None)  # a sum is no range, whatever it was once
        own.save(
            update_fields=[f"{name}{end}" for name in QUARTER_TARGETS for end in ("", "_high")]
        )


def _join_pagu(source: PlanNode, target: PlanNode, plan: MergePlan) -> dict[str, dict[str, Any]]:
    """Pagu of both from the year on stand at the target; the history keeps the two parts.

    That of a Renstra stays at both nodes, and adds up where the roll-up joins them.
    """
    changes = {}
    coming = Pagu.objects.filter(year__gte=plan.year, version__year__isnull=False)
    known = {(row.year, row.version_id): row for row in coming.filter(node=target)}
    for row in coming.filter(node=source).select_related("version"):
        own = known.get((row.year, row.version_id))
        before, added = (own.amount if own else 0), row.amount
        if own is None:
            row.node = target
            row.save(update_fields=["node"])
        else:
            own.amount += added
            own.save(update_fields=["amount"])
            row.delete()
        label = f"Pagu {row.version} {row.year} {target.code} (ditambah {added} dari {plan.source})"
        changes[f"pagu.{target.pk}.{row.year}.{row.version_id}"] = activity.changed(
            label[:200], before, before + added
        )
    return changes

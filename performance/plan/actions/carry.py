"""Targets and pagu of one year into another, where nothing stands yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.formatting import QUARTERS
from organizations.models import Organization, User
from performance import permissions
from performance.choices import PlanDocument
from performance.models import (
    Indicator,
    Pagu,
    PlanNode,
    YearTarget,
)
from performance.plan.actions.locked import refuse_locked
from performance.plan.actions.periods import ensure_version
from performance.plan.actions.remainders import absorb
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.versions import version_for
from performance.stamps import bump_stamp

TARGET_FIELDS = (
    "target", "target_high", *(f"q{n}{end}" for n in QUARTERS for end in ("", "_high"))
)  # fmt: skip


@dataclass(frozen=True)
class Copied:
    targets: int
    pagus: int


@transaction.atomic
def copy_year(
    *,
    unit: Organization,
    source: int,
    year: int,
    with_pagu: bool,
    by: User,
    is_agreed: bool = False,
) -> Copied:
    """Targets (and pagu) of one year into another where nothing stands yet.

    Stated totals there give way to the pagu (`remainders.absorb`).
    """
    allow(permissions.can_edit_plan(by, unit.pk))
    if source == year:
        raise ValidationError("Pilih dua tahun yang berbeda.")
    locks = PlanLocks.read(unit.pk, for_update=True)
    old = version_for(PlanDocument.RENJA, source)
    if old is None:
        raise ValidationError(f"Belum ada target tahun {source} yang dapat disalin.")
    new = ensure_version(PlanDocument.RENJA, year)
    refuse_locked(locks.of_year(new, year))
    targets = _copy_targets(unit, (source, old.pk), (year, new.pk))
    pagus = 0
    if with_pagu:
        pagus = _copy_pagu(unit, (source, old.pk), (year, new.pk), is_agreed=is_agreed)
    copied = Copied(targets, pagus)
    if targets or pagus:
        bump_stamp(unit.pk, year)
        activity.record(
            obj=unit,
            verb="performance.copy",
            summary=f"{copied.targets} target dan {copied.pagus} pagu {source} disalin ke {year}",
            by=by,
            organization=unit,
        )
    return copied


def _copy_targets(unit: Organization, old: tuple[int, int], new: tuple[int, int]) -> int:
    mine = Indicator.objects.active().filter(node__organization=unit)
    mine = mine.filter(node__in=PlanNode.objects.in_year(new[0]))
    known = YearTarget.objects.filter(version=new[1], year=new[0], indicator__in=mine)
    taken = set(known.values_list("indicator", flat=True))
    rows = YearTarget.objects.filter(version=old[1], year=old[0], indicator__in=mine)
    fresh = [
        YearTarget(
            indicator_id=row.indicator_id,
            year=new[0],
            version_id=new[1],
            **{name: getattr(row, name) for name in TARGET_FIELDS},
        )
        for row in rows
        if row.indicator_id not in taken and row.target is not None
    ]
    YearTarget.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


def _copy_pagu(
    unit: Organization, old: tuple[int, int], new: tuple[int, int], *, is_agreed: bool
) -> int:
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
    absorb(
        Pagu,
        {row.node_id: {"amount": row.amount} for row in fresh},
        what=f"pagu {new[0]}",
        is_agreed=is_agreed,
        year=new[0],
        version=new[1],
    )
    return len(fresh)

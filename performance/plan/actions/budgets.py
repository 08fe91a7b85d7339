"""Pagu of a sub kegiatan: every year of the period and the whole period, in one save."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.choices import NodeLevel
from performance.models import Pagu, PeriodBudget, PlanNode
from performance.plan.actions.carried import Amounts, keep_carried
from performance.plan.actions.locked import keep_printed, promised, refuse_locked
from performance.plan.actions.periods import period_version, version_name, year_version
from performance.plan.actions.remainders import absorb
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.sheets import SheetVersions, VersionChoice, sheet_versions
from performance.stamps import PLAN_YEAR, bump_stamp
from performance.words import with_unit

PERIOD_LABELS = {
    "end_amount": "Pagu akhir periode",
}
NOT_NEGATIVE = "Pagu tidak boleh negatif"


@transaction.atomic
def save_pagu(
    *,
    node: PlanNode,
    by: User,
    years: Mapping[int, int | None],
    period: Mapping[str, int | None],
    carried: Amounts | None = None,
    own_part: Collection[int] = (),
    choice: VersionChoice | None = None,
    is_agreed: bool = False,
) -> int:
    """Save what differs in the chosen versions; returns how many amounts changed.

    Stated totals above give way (`remainders.absorb`), which asks unless it `is_agreed`.
    What was carried in has no version; left out, it stays as it is. What might be the total with
    a unit that joined raises CarriedAsked, but in the years of `own_part`.
    """
    locks = PlanLocks.read(node.organization_id, for_update=True)
    locked = (
        PlanNode.objects.select_for_update(of=("self",))
        .select_related("organization", "period")
        .get(pk=node.pk)
    )
    allow(permissions.can_edit_plan(by, locked.organization_id))
    if locked.level != NodeLevel.SUBKEGIATAN:
        raise ValidationError("Pagu diisi pada sub kegiatan; jumlah di atasnya dihitung portal.")
    _check(years, period, carried or {})
    versions = sheet_versions(locked, choice)
    changes = _save_period(locked, period, versions, locks, is_agreed=is_agreed)
    touched = {PLAN_YEAR} if changes else set()
    for year, amount in years.items():
        found = _save_year(locked, year, amount, versions, locks, is_agreed=is_agreed)
        if found:
            changes |= found
            # Forms of every year of the period print the amounts of a Renstra or RPJMD.
            touched.add(PLAN_YEAR if versions.of_period else year)
    for year, found in keep_carried(
        locked, carried or {}, locks, is_agreed=is_agreed, own_part=own_part
    ).items():
        changes |= found
        touched.add(year)
    if not changes:
        return 0
    for year in touched:
        bump_stamp(locked.organization_id, year)
    _tell(locked, changes, by)
    return sum(not name.startswith("remainder.") for name in changes)


def _tell(node: PlanNode, changes: Mapping[str, Mapping[str, Any]], by: User) -> None:
    activity.record(
        obj=node,
        verb="performance.pagu",
        summary=f"Pagu {str(node)[:200]} diubah",
        by=by,
        organization=node.organization,
        changes=changes,
    )


def _check(
    years: Mapping[int, int | None], period: Mapping[str, int | None], carried: Amounts
) -> None:
    amounts = [*years.values(), *carried.values(), period.get("end_amount")]
    if any(amount is not None and amount < 0 for amount in amounts):
        raise ValidationError(NOT_NEGATIVE)


def _save_period(
    node: PlanNode,
    figures: Mapping[str, int | None],
    versions: SheetVersions,
    locks: PlanLocks,
    *,
    is_agreed: bool,
) -> dict[str, dict[str, Any]]:
    filled = any(value is not None for value in figures.values())
    version = period_version(versions, node, needed=filled)
    if version is None:
        return {}
    row = PeriodBudget.objects.filter(node=node, version=version).first()
    row = row or PeriodBudget(node=node, version=version)
    if promised(row, "node", "end_amount", figures):
        refuse_locked(locks.of_period(version))
    if any(getattr(row, name) != value for name, value in figures.items()):
        keep_printed(node, version, locks)
    changes = {
        name: activity.changed(
            with_unit(f"{PERIOD_LABELS[name]} {version}", "Rp"),
            getattr(row, name),
            value,
        )
        for name, value in figures.items()
        if getattr(row, name) != value
    }
    grown = {"end_amount": (figures.get("end_amount") or 0) - (row.end_amount or 0)}
    for name, value in figures.items():
        setattr(row, name, value)
    if changes and filled:
        row.save()
    elif changes:
        row.delete()  # an empty row would hide the amounts of the document behind it
    if not changes:
        return changes
    what = f"pagu {version}"
    taken = absorb(PeriodBudget, {node.pk: grown}, what=what, is_agreed=is_agreed, version=version)
    return changes | taken.changes


def _save_year(
    node: PlanNode,
    year: int,
    amount: int | None,
    versions: SheetVersions,
    locks: PlanLocks,
    *,
    is_agreed: bool,
) -> dict[str, dict[str, Any]]:
    version = year_version(versions, year, needed=amount is not None)
    if version is None:
        return {}
    row = Pagu.objects.filter(node=node, year=year, version=version).first()
    before = row.amount if row else None
    if before == amount:
        return {}
    keep_printed(node, version, locks, year)
    if amount is None and row is not None:
        row.delete()
    elif row is not None:
        row.amount = amount or 0
        row.save(update_fields=["amount"])
    else:
        Pagu.objects.create(node=node, year=year, version=version, amount=amount or 0)
    name = f"Pagu {version_name(version, year)}"
    grown = {node.pk: {"amount": (amount or 0) - (before or 0)}}
    taken = absorb(
        Pagu,
        grown,
        what=f"pagu {version_name(version, year)}",
        is_agreed=is_agreed,
        year=year,
        version=version,
    )
    told = {f"{key}.{year}": change for key, change in taken.changes.items()}
    return {f"pagu.{year}": activity.changed(with_unit(name, "Rp"), before, amount), **told}

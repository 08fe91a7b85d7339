"""Pagu of a sub kegiatan: every year of the period and the whole period, in one save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations import activity
from organizations.models import User
from performance import permissions
from performance.actions.periods import ensure_version
from performance.actions.stamps import PLAN_YEAR, bump_stamp
from performance.choices import NodeLevel, PlanDocument
from performance.models import Pagu, PeriodBudget, PlanNode, PlanVersion

PERIOD_LABELS = {
    "end_amount": "Pagu akhir periode",
    "carried_amount": "Realisasi bawaan",
    "carried_until_year": "Bawaan sampai tahun",
}
NOT_NEGATIVE = "Pagu tidak boleh negatif"


@transaction.atomic
def save_pagu(
    *,
    node: PlanNode,
    by: User,
    years: Mapping[int, int | None],
    period: Mapping[str, int | None],
    sequence: int | None = None,
) -> int:
    """Save what differs in the chosen versions; returns how many amounts changed."""
    locked = (
        PlanNode.objects.select_for_update(of=("self",))
        .select_related("organization", "period")
        .get(pk=node.pk)
    )
    decision = permissions.can_edit_plan(by, locked.organization_id)
    if not decision:
        raise PermissionDenied(decision.reason)
    if locked.level != NodeLevel.SUBKEGIATAN:
        raise ValidationError("Pagu diisi pada sub kegiatan; jumlah di atasnya dihitung portal.")
    _check(years, period)
    changes = _save_period(locked, period)
    touched = {PLAN_YEAR} if changes else set()
    for year, amount in years.items():
        change = _save_year(locked, year, amount, sequence)
        if change:
            changes[f"pagu.{year}"] = change
            touched.add(year)
    if not changes:
        return 0
    for year in touched:
        bump_stamp(locked.organization_id, year)
    activity.record(
        obj=locked,
        verb="performance.pagu",
        summary=f"Pagu {str(locked)[:200]} diubah",
        by=by,
        organization=locked.organization,
        changes=changes,
    )
    return len(changes)


def _check(years: Mapping[int, int | None], period: Mapping[str, int | None]) -> None:
    amounts = [*years.values(), period.get("end_amount"), period.get("carried_amount")]
    if any(amount is not None and amount < 0 for amount in amounts):
        raise ValidationError(NOT_NEGATIVE)
    if period.get("carried_amount") is not None and not period.get("carried_until_year"):
        raise ValidationError("Isi tahun terakhir yang termuat di realisasi bawaan.")


def _save_period(node: PlanNode, figures: Mapping[str, int | None]) -> dict[str, dict[str, Any]]:
    if all(value is None for value in figures.values()) and not node.period_budgets.exists():
        return {}
    version = ensure_version(PlanDocument.RENSTRA, node.period.start_year)
    row = PeriodBudget.objects.filter(node=node, version=version).first()
    row = row or PeriodBudget(node=node, version=version)
    changes = {
        name: activity.changed(f"{PERIOD_LABELS[name]} {version}", getattr(row, name), value)
        for name, value in figures.items()
        if getattr(row, name) != value
    }
    if changes:
        for name, value in figures.items():
            setattr(row, name, value)
        row.save()
    return changes


def _save_year(
    node: PlanNode, year: int, amount: int | None, sequence: int | None
) -> dict[str, Any] | None:
    version = _version(node, year, amount, sequence)
    if version is None:
        return None
    row = Pagu.objects.filter(node=node, year=year, version=version).first()
    before = row.amount if row else None
    if before == amount:
        return None
    if amount is None and row is not None:
        row.delete()
    elif row is not None:
        row.amount = amount or 0
        row.save(update_fields=["amount"])
    else:
        Pagu.objects.create(node=node, year=year, version=version, amount=amount or 0)
    return activity.changed(f"Pagu {year} {version.label}", before, amount)


def _version(
    node: PlanNode, year: int, amount: int | None, sequence: int | None
) -> PlanVersion | None:
    versions = PlanVersion.objects.filter(
        period=node.period, document=PlanDocument.RENJA, year=year
    )
    if sequence is None:
        if amount is None and not versions.exists():
            return None
        return ensure_version(PlanDocument.RENJA, year)
    found = versions.filter(sequence=sequence).first()
    if found is None and amount is not None:
        raise ValidationError(f"Versi rencana yang dipilih belum ada untuk tahun {year}.")
    return found

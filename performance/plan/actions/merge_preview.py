"""What a merger would do to the money of both units and of the city: done, read, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from organizations.models import Organization, User
from performance.choices import NodeLevel, PlanDocument
from performance.models import PlanNode
from performance.plan.actions.merging import merge_unit
from performance.plan.queries import rollup, versions
from performance.plan.queries.merging import MergePlan, merge_plan
from performance.plan.queries.rollup import Money
from performance.plan.queries.units import units_in

FIGURES = {
    "pagu": "Pagu tahun itu",
    "end_amount": "Pagu akhir periode",
    "before": "Realisasi s.d. tahun lalu",
    "spent": "Realisasi tahun itu",
}


@dataclass(frozen=True)
class Amount:
    """One figure of a unit or the city before and after."""

    who: str
    label: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class MergePreview:
    plan: MergePlan
    amounts: tuple[Amount, ...]


def preview_merge(
    *,
    source: Organization,
    target: Organization,
    year: int,
    by: User,
    reason: str,
    choices: Mapping[int, str],
    ends: bool = False,
) -> MergePreview:
    """The plan and its figures; nothing stays. Raises what `merge_unit` raises."""
    plan = merge_plan(source, target, year, choices)
    before = _figures(plan)
    with transaction.atomic():
        merge_unit(
            source=source,
            target=target,
            year=year,
            by=by,
            reason=reason,
            choices=choices,
            ends=ends,
        )
        after = _figures(plan)
        transaction.set_rollback(True)
    return MergePreview(
        plan,
        tuple(
            Amount(who, FIGURES[name], amounts[name], after[who][name])
            for who, amounts in before.items()
            for name in FIGURES
        ),
    )


def _figures(plan: MergePlan) -> dict[str, dict[str, int]]:
    period = versions.chain_for(PlanDocument.RENSTRA, plan.year)
    annual = versions.chain_for(PlanDocument.RENJA, plan.year)
    units = units_in(plan.year)
    asked: dict[str, list[Any]] = {
        str(plan.source): [plan.source],
        str(plan.target): [plan.target],
        "Kota": list({unit.pk: unit for unit in (*units, plan.source, plan.target)}.values()),
    }
    return {who: _sums(rows, plan.year, period, annual) for who, rows in asked.items()}


def _sums(units: list[Organization], year: int, period: Any, annual: Any) -> dict[str, int]:
    ids = [unit.pk for unit in units]
    programs = PlanNode.objects.filter(organization__in=ids, level=NodeLevel.PROGRAM).in_year(year)
    money = rollup.money_of(ids, year, period, annual)
    total = rollup.total(money.get(pk, Money()) for pk in programs.values_list("pk", flat=True))
    return {
        "pagu": total.pagu or 0,
        "end_amount": total.end_amount or 0,
        "before": total.before or 0,
        "spent": sum(part or 0 for part in total.quarters),
    }

"""Create and change the masters of indicators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from organizations import activity
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from performance import permissions
from performance.models import Indicator, PlanNode
from performance.plan.actions.relations import require_no_circle
from performance.plan.actions.validity import (
    begin_after_closed_years,
    counts_from,
    keep_closed_years,
)
from performance.plan.queries.closed_years import ClosedYears, closed_years, rules_of_new
from performance.stamps import PLAN_YEAR, bump_stamp

CHANGED = "Indikator ini baru saja diubah orang lain."
DOUBLE = "Indikator dengan nama ini sudah ada di simpul yang sama."
CONTINUES = (
    "{quarters} sudah diterima dengan riwayat indikator ini. Nonaktifkan indikator ini, lalu "
    "tambahkan indikator baru yang melanjutkan indikator yang dipilih."
)


class IndicatorConflict(ChangedMeanwhile):
    """Somebody saved the indicator meanwhile; `current` is what is stored now."""

    def __init__(self, current: Indicator) -> None:
        self.current = current
        super().__init__(CHANGED, row_version=current.row_version)


def _require_edit(by: User, organization_id: int | None) -> None:
    allow(permissions.can_edit_plan(by, organization_id))


@transaction.atomic
def create_indicator(*, node: PlanNode, by: User, name: str, unit: str, **fields: Any) -> Indicator:
    """A new indicator; rules not given are the city's of the first year it stands in."""
    _require_edit(by, node.organization_id)
    name = name.strip()
    if node.indicators.filter(name__iexact=name).exists():
        raise ValidationError({"name": DOUBLE})
    rules = rules_of_new(node)
    defaults = {
        "organization": node.organization,
        "lower_method": rules.lower_method,
        "zero_target": rules.zero_target,
        "cap": rules.cap,
        "adds_across_years": rules.adds_across_years,
        "order": (node.indicators.aggregate(last=Max("order"))["last"] or 0) + 1,
    }
    row = Indicator.objects.create(
        node=node, name=name, unit=unit.strip(), **{**defaults, **fields}
    )
    begin_after_closed_years([row], closed_years(row))
    bump_stamp(node.organization_id, PLAN_YEAR)
    _record(row, by, "dibuat", {})
    return row


@transaction.atomic
def update_indicator(
    *,
    indicator: Indicator,
    by: User,
    row_version: int,
    from_year: int | None = None,
    **fields: Any,
) -> Indicator:
    """Save an edit made on version `row_version`; raises IndicatorConflict on a newer one.

    It counts from a year on: accepted quarters go on reading what the indicator said.
    """
    locked = (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("node__period")
        .get(pk=indicator.pk)
    )
    _require_edit(by, locked.node.organization_id)
    if locked.row_version != row_version:
        raise IndicatorConflict(locked)
    same_name = locked.node.indicators.filter(name__iexact=fields.get("name", locked.name))
    if same_name.exclude(pk=locked.pk).exists():
        raise ValidationError({"name": DOUBLE})
    require_no_circle(locked, fields.get("predecessor"))
    changes = activity.changes_of(locked, fields)
    if not changes:
        return locked
    closed = closed_years(locked)
    _require_same_line(locked, fields, closed)
    start = keep_closed_years(locked, fields, from_year=from_year, closed=closed)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.row_version += 1
    locked.save(update_fields=[*fields, "row_version"])
    bump_stamp(locked.node.organization_id, PLAN_YEAR)
    _record(locked, by, "diubah", {**changes, **counts_from(start)})
    return locked


def _require_same_line(row: Indicator, fields: dict[str, Any], closed: ClosedYears) -> None:
    """What an indicator continues is its history, which accepted quarters were read with."""
    if closed.years and fields.get("predecessor", row.predecessor) != row.predecessor:
        raise ValidationError({"predecessor": CONTINUES.format(quarters=closed)})


def _record(row: Indicator, by: User, what: str, changes: dict) -> None:
    activity.record(
        obj=row,
        verb="performance.indicator",
        summary=f"Indikator {row.name[:200]} {what}",
        by=by,
        organization=row.organization,
        changes=changes,
    )

"""Change how the city counts."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.models import PerformanceSettings
from performance.plan.actions.validity import counts_from, keep_closed_years
from performance.stamps import PLAN_YEAR, bump_stamp


@transaction.atomic
def save_settings(*, by: User, from_year: int | None = None, **fields: Any) -> PerformanceSettings:
    """Save the rules from a year on; documents of closed years go on printing the former ones."""
    allow(permissions.can_manage_settings(by))
    rules, _ = PerformanceSettings.objects.select_for_update().get_or_create(
        pk=PerformanceSettings.SINGLETON_ID
    )
    changes = activity.changes_of(rules, fields)
    if not changes:
        return rules
    start = keep_closed_years(rules, fields, from_year=from_year)
    for name, value in fields.items():
        setattr(rules, name, value)
    rules.save(update_fields=list(fields))
    bump_stamp(None, PLAN_YEAR)
    activity.record(
        obj=rules,
        verb="performance.settings",
        summary="Aturan kinerja diubah",
        by=by,
        changes={**changes, **counts_from(start)},
    )
    return rules

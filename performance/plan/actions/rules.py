"""Change how the city counts."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.models import PerformanceSettings
from performance.stamps import PLAN_YEAR, bump_stamp


@transaction.atomic
def save_settings(*, by: User, **fields: Any) -> PerformanceSettings:
    """Save the rules; documents of every unit are then stale where they print them."""
    allow(permissions.can_manage_settings(by))
    rules, _ = PerformanceSettings.objects.select_for_update().get_or_create(
        pk=PerformanceSettings.SINGLETON_ID
    )
    changes = activity.changes_of(rules, fields)
    if not changes:
        return rules
    for name, value in fields.items():
        setattr(rules, name, value)
    rules.save(update_fields=list(fields))
    bump_stamp(None, PLAN_YEAR)
    activity.record(
        obj=rules,
        verb="performance.settings",
        summary="Aturan kinerja diubah",
        by=by,
        changes=changes,
    )
    return rules

"""The business history as a person may read it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from organizations.access import access_of
from organizations.models import Activity

PAGE = 40


def history_lines(
    user: Any,
    *,
    words: str = "",
    unit: int | None = None,
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
) -> tuple[list[Activity], int | None]:
    """One keyset page, newest first, and the key of the next one."""
    rows = Activity.objects.filter(access_of(user).q("organizations.view_activity"))
    if unit:
        rows = rows.filter(organization=unit)
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + timedelta(days=1)))
    for word in words.split():
        rows = rows.filter(summary__icontains=word) | rows.filter(actor_label__icontains=word)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("organization").order_by("-pk")[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], found[PAGE - 1].pk if more else None


def _midnight(day: date) -> Any:
    return timezone.make_aware(datetime.combine(day, time.min))

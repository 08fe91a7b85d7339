"""The business history as a person may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from organizations import activity
from organizations.access import access_of
from organizations.models import Activity

PAGE = 40
OWN = ("organizations", "reports", "complaints", "surveys", "innovations", "performance")


@dataclass(frozen=True)
class HistoryAsked:
    """Which lines a reader looks for."""

    words: str = ""
    person: str = ""
    unit: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


def history_rows(user: Any, asked: HistoryAsked) -> QuerySet[Activity]:
    """What this person may read of what was asked for, newest first."""
    rows = activity.shared().filter(access_of(user).q("organizations.view_activity"))
    if asked.unit:
        rows = rows.filter(organization=asked.unit)
    if asked.kind:
        rows = rows.filter(object_type=asked.kind)
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    for word in asked.words.split():
        rows = rows.filter(Q(summary__icontains=word) | Q(reason__icontains=word))
    for word in asked.person.split():
        rows = rows.filter(Q(actor_label__icontains=word) | Q(actor__email__icontains=word))
    return rows.select_related("organization").order_by("-pk")


def history_lines(
    user: Any, asked: HistoryAsked, *, before: int | None = None
) -> tuple[list[Activity], int | None]:
    """One keyset page, newest first, and the key of the next one."""
    rows = history_rows(user, asked)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], found[PAGE - 1].pk if more else None


def kinds() -> list[tuple[str, str]]:
    """What a line may be about: every model of the portal, by its name in words."""
    known = {
        str(model._meta.verbose_name): model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in OWN
        and "pgh_id" not in vars(model)
        and not getattr(model, "has_confined_history", False)
    }
    return [(label, f"{name[:1].upper()}{name[1:]}") for name, label in sorted(known.items())]


def _midnight(day: date) -> Any:
    return timezone.make_aware(datetime.combine(day, time.min))

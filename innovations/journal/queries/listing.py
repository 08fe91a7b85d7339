"""Activities as those who work with innovations list them; one for whoever may open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from innovations.journal.queries.shown import Shown, shown_to_staff
from innovations.models import Innovation, JournalEntry
from innovations.permissions import visible_innovations
from innovations.permissions.journal import visible_entries

PAGE = 30
MOST_WORDS = 6


@dataclass(frozen=True)
class Listing:
    items: list[Shown]
    following: str


def entries_seen(user: Any) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(visible_entries(user))


def entry_seen(user: Any, pk: int) -> JournalEntry | None:
    return entries_seen(user).filter(pk=pk).first()


def staff_list(user: Any, asked: Mapping[str, Any], after: str, today: date) -> Listing:
    """One keyset page, the latest day first."""
    rows = entries_seen(user)
    seen = Innovation.objects.filter(visible_innovations(user)).values("pk")
    links = JournalEntry.innovations.through.objects.filter(
        journalentry=OuterRef("pk"), innovation__in=seen
    )
    for word in str(asked.get("kata") or "").split()[:MOST_WORDS]:
        named = Exists(links.filter(innovation__name__icontains=word))
        rows = rows.filter(Q(title__icontains=word) | named)
    exact = {"jenis": "kind", "status": "state"}
    rows = rows.filter(**{field: asked[name] for name, field in exact.items() if asked.get(name)})
    found, following = keyset_page(rows, after, PAGE)
    return Listing(shown_to_staff(found, user, today), following)


def keyset_page(
    rows: QuerySet[JournalEntry], after: str, size: int
) -> tuple[list[JournalEntry], str]:
    """The rows after `after` ("2026-06-17_12": the day and key of the last one), newest first."""
    day, _, key = after.partition("_")
    if (last := _day(day)) and key.isascii() and key.isdecimal() and len(key) <= 18:
        rows = rows.filter(Q(day__lt=last) | Q(day=last, pk__lt=int(key)), day__lte=last)
    found = list(rows.order_by("-day", "-pk")[: size + 1])
    is_more = len(found) > size
    found = found[:size]
    return found, f"{found[-1].day.isoformat()}_{found[-1].pk}" if is_more else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

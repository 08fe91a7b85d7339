"""An activity as pages tell it: its innovations, when it is, its photos, counts once it was held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from innovations.models import Innovation, JournalEntry, JournalPhoto
from innovations.permissions import visible_innovations
from organizations.formatting import format_date, format_number

COUNTS = {
    "participants": "peserta", "served": "orang dilayani", "audience": "penonton atau pendengar",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    row: JournalEntry
    innovations: Sequence[Innovation]
    photos: Sequence[JournalPhoto]
    is_planned: bool

    @property
    def when(self) -> str:
        return when_of(self.row)

    @property
    def counts(self) -> list[str]:
        """Of what was held only."""
        values = {} if self.is_planned else {n: getattr(self.row, n) for n in COUNTS}
        return [f"{format_number(v)} {COUNTS[n]}" for n, v in values.items() if v is not None]


def when_of(row: JournalEntry) -> str:
    """The days and hours of an activity: "17 Juni 2025, 09.00–11.00"."""
    days = format_date(row.day)
    if row.until != row.day:
        days = f"{days} sampai {format_date(row.until)}"
    if row.begins_at is None:
        return days
    ends = f"–{row.ends_at:%H.%M}" if row.ends_at else ""
    return f"{days}, {row.begins_at:%H.%M}{ends}"


def shown_to_all(rows: Iterable[JournalEntry], today: date) -> list[Shown]:
    """With what of their innovations is public: two statements."""
    return _shown(rows, Innovation.objects.public(), today)


def shown_to_staff(rows: Iterable[JournalEntry], user: Any, today: date) -> list[Shown]:
    """Drafts of units the person does not work for are not named."""
    public = Q(pk__in=Innovation.objects.public().values("pk"))
    return _shown(rows, Innovation.objects.filter(visible_innovations(user) | public), today)


def _shown(
    rows: Iterable[JournalEntry], innovations: QuerySet[Innovation], today: date
) -> list[Shown]:
    found = list(rows)
    owned = innovations.select_related("organization").order_by("name", "pk")
    prefetch_related_objects(found, Prefetch("innovations", owned, to_attr="told"), "photos")
    return [
        Shown(row, row.told, list(row.photos.all()), row.day > today)  # type: ignore[attr-defined]
        for row in found
    ]

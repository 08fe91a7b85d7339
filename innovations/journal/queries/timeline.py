"""What the public page of an innovation tells of its activities, and the whole list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from innovations.choices.journal import JournalKind
from innovations.journal.queries.listing import Listing, keyset_page
from innovations.journal.queries.shown import Shown, shown_to_all
from innovations.models import Innovation, JournalEntry, JournalPhoto

FEW, COMING, PAGE = 4, 5, 20


@dataclass(frozen=True)
class Section:
    """The latest activities of one kind, and how many there are."""

    kind: JournalKind
    items: Sequence[Shown]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.items)


@dataclass(frozen=True)
class Timeline:
    coming: Sequence[Shown]
    sections: Sequence[Section]

    @property
    def has_any(self) -> bool:
        return bool(self.coming or self.sections)


def of_innovation(innovation: Innovation) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.public().filter(innovations=innovation)


def timeline(innovation: Innovation, today: date) -> Timeline:
    """Six statements. The kind with the latest activity comes first."""
    rows = of_innovation(innovation).filter(day__lte=today)
    order = [F("day").desc(), F("pk").desc()]
    ranked = rows.annotate(
        place_in_kind=Window(RowNumber(), partition_by=F("kind"), order_by=order),
        of_kind=Window(Count("pk"), partition_by=F("kind")),
    )
    latest = list(ranked.filter(place_in_kind__lte=FEW).order_by("-day", "-pk"))
    by_kind: dict[str, list[Shown]] = {}
    for item in shown_to_all(latest, today):
        by_kind.setdefault(item.row.kind, []).append(item)
    sections = [
        Section(JournalKind(kind), items, items[0].row.of_kind)  # type: ignore[attr-defined]
        for kind, items in by_kind.items()
    ]
    return Timeline(coming_of(innovation, today), sections)


def coming_of(innovation: Innovation, today: date) -> list[Shown]:
    """The next planned ones."""
    rows = of_innovation(innovation).filter(day__gt=today).order_by("day", "begins_at", "pk")
    return shown_to_all(rows[:COMING], today)


def past_of(innovation: Innovation, after: str, today: date) -> Listing:
    """One keyset page of what was held, the latest first."""
    rows = of_innovation(innovation).filter(day__lte=today)
    found, following = keyset_page(rows, after, PAGE)
    return Listing(shown_to_all(found, today), following)


def public_event(pk: int, today: date) -> Shown | None:
    found = shown_to_all(JournalEntry.objects.public().filter(pk=pk), today)
    return found[0] if found else None


def public_photo(pk: int) -> JournalPhoto | None:
    rows = JournalPhoto.objects.filter(entry__in=JournalEntry.objects.public())
    return rows.filter(pk=pk).first()

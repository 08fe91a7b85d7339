"""Innovations follow the units of the city: their names, and who succeeds them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from complaints.words import Vocabulary
from innovations import words
from innovations.models import Innovation
from innovations.registry.queries.units import heir_of
from organizations import activity
from organizations.models import Organization, Succession


def follow(unit: Organization) -> None:
    """Part of the act that changed the unit: what it succeeded to, and words of searches."""
    move_to_successors(timezone.localdate())
    book = Vocabulary.read()
    for row in Innovation.objects.public().filter(organization=unit):
        words.index(row, book)


@transaction.atomic
def move_to_successors(today: date) -> int:
    """Whose unit was succeeded by one other stands under that one from its day on, with its
    history; by several, nobody can say under which, so it stays."""
    moved = 0
    for row in _left(today).select_for_update(of=("self",)):
        before, heir = row.organization, heir_of(row.organization_id, today)
        if heir is None:
            continue
        row.organization = heir
        row.save(update_fields=["organization"])
        words.index(row)
        activity.record(
            obj=row,
            verb=activity.verb_of(row, "unit"),
            summary=f"Perangkat daerah berganti: {row}",
            by=None,
            organization=heir,
            changes={"organization": activity.changed("Perangkat daerah", before, heir)},
        )
        moved += 1
    return moved


def _left(today: date) -> QuerySet[Innovation]:
    gone = Succession.objects.filter(effective_on__lte=today).values("predecessor")
    rows = Innovation.objects.owned().filter(organization__in=gone)
    return rows.select_related("organization").order_by("pk")

"""Who answers for innovations on a day; a steward whose assignment has ended is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from innovations import permissions
from innovations.choices import HandoverState, InnovationState
from innovations.models import Handover, Innovation, Steward
from innovations.querysets import InnovationQuerySet
from organizations.models import Assignment, Organization
from organizations.permissions import ROLE_RIGHTS

ONE_DAY = timedelta(days=1)
TAKERS = [role for role, rights in ROLE_RIGHTS.items() if "innovations.edit" in rights]


@dataclass(frozen=True)
class Holding:
    """The steward of a day, or since when there is none."""

    steward: Steward | None = None
    orphan_since: date | None = None  # the first day without a steward
    last: Steward | None = None  # who held it before


def holdings_of(innovations: Iterable[Innovation], on: date) -> dict[int, Holding]:
    """Each innovation's holding on a day; one statement however many there are."""
    given = list(innovations)
    rows = Steward.objects.filter(innovation__in=[one.pk for one in given], since__lte=on)
    rows = rows.select_related("assignment__user", "assignment__organization")
    found: dict[int, list[Steward]] = defaultdict(list)
    for row in rows.order_by("-since", "-pk"):
        found[row.innovation_id].append(row)
    return {one.pk: _holding(one, found[one.pk], on) for one in given}


def _holding(innovation: Innovation, rows: Sequence[Steward], on: date) -> Holding:
    holder = next((row for row in rows if _holds(row, on)), None)
    if holder is not None:
        return Holding(holder)
    last = max(rows, key=_end, default=None)
    if last is not None:
        return Holding(None, _end(last) + ONE_DAY, last)
    began = innovation.published_at or innovation.created_at
    return Holding(None, timezone.localdate(began))


def _holds(row: Steward, on: date) -> bool:
    """As `StewardQuerySet.on`."""
    return row.assignment.valid_from <= on <= _end(row)


def _end(row: Steward) -> date:
    """The last day on which it was held, as far as is known: a unit that ends ends it too."""
    return min(row.until or date.max, row.assignment.last_day or date.max)


def holding_of(innovation: Innovation, on: date) -> Holding:
    return holdings_of([innovation], on)[innovation.pk]


def stewarded(on: date) -> Exists:
    """A filter: somebody answers for it that day."""
    return Exists(Steward.objects.on(on).filter(innovation=OuterRef("pk")))


def to_be_held() -> InnovationQuerySet:
    """Innovations that need a steward: the city's own, seen by the head, going on."""
    return Innovation.objects.owned().going().filter(state__in=InnovationState.settled())


def unheld(on: date) -> InnovationQuerySet:
    """Those without a steward, of the whole city."""
    return to_be_held().exclude(stewarded(on)).select_related("organization")


def orphans(user: Any, on: date) -> InnovationQuerySet:
    """Those without a steward, of the units whose innovations the person may hand over."""
    return unheld(on).filter(permissions.appointable_innovations(user))


def takers_of(innovation: Innovation, on: date) -> list[Assignment]:
    """Assignments that may hold it: of its unit or the one above, as long as that unit is there,
    whose role works on innovations."""
    unit = innovation.organization
    if unit is None:
        return []
    rows = Assignment.objects.valid(on).filter(
        organization__in=Organization.objects.valid(on).filter(pk__in=(unit.pk, unit.parent_id)),
        role__in=TAKERS,
        user__is_active=True,
    )
    return list(rows.select_related("user", "organization").order_by("user__full_name", "pk"))


def waiting_of(innovation: Innovation) -> Handover | None:
    rows = Handover.objects.filter(innovation=innovation, state=HandoverState.OFFERED)
    return rows.select_related("innovation", "taker__user", "giver__user").first()


def waiting_for(user: Any, on: date) -> list[Handover]:
    """Offers the person has to answer."""
    rows = Handover.objects.filter(state=HandoverState.OFFERED, taker__user=user)
    rows = rows.filter(taker__in=Assignment.objects.valid(on))
    return list(rows.select_related("innovation").order_by("pk"))

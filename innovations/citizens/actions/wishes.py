"""Somebody elsewhere wants to do the same: received, answered, and forgotten in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from innovations.choices import WishState
from innovations.models import Innovation, Wish
from innovations.stewardship.queries.stewards import holding_of
from organizations import activity, moment
from organizations.actions.mail import tell
from organizations.formatting import format_date
from organizations.models import User
from organizations.queries.holders import holders_inside
from organizations.texts import without_contacts
from organizations.workflow import Transition, perform

KEPT, KEPT_OPEN = timedelta(days=90), timedelta(days=365)
SETTLED = (WishState.REPLICATING, WishState.DROPPED)


@transaction.atomic
def receive_wish(*, innovation: Innovation, key: UUID, **values: Any) -> Wish:
    """Keep it, and write to whoever answers for the innovation. The same form sent twice is one.

    The mail has no contact in it: that is read on the page alone.
    """
    given = {"innovation": innovation, "received_at": moment.now(), **values}
    wish, is_new = Wish.objects.get_or_create(key=key, defaults=given)
    if not is_new:
        return wish
    activity.record(
        obj=wish,
        verb=activity.verb_of(wish, "receive"),
        summary=f"Minat mereplikasi diterima: {innovation}",
        by=None,
        organization=innovation.organization,
    )
    if not moment.is_past():
        _tell(wish)
    return wish


def _tell(wish: Wish) -> None:
    innovation = wish.innovation
    if innovation.organization is None:
        return
    people = {user.pk: user for user in holders_inside("innovations.edit", innovation.organization)}
    steward = holding_of(innovation, timezone.localdate(moment.now())).steward
    if steward is not None and steward.assignment.user.is_active:
        people[steward.assignment.user_id] = steward.assignment.user
    text = (
        f"{wish.institution} ingin mereplikasi {innovation}.\n\nHubungi mereka lewat halaman ini."
    )
    path = reverse("innovations:wish-detail", args=[wish.pk])
    tell(people.values(), f"Ingin mereplikasi {innovation}", text, path)


def move_wish(*, wish: Wish, transition: Transition, by: User, note: str = "") -> Wish:
    settled = moment.now() if transition.target in SETTLED else None
    return perform(
        wish, transition, by=by, note=note, updates={"settled_at": settled},
        organization=wish.innovation.organization,
    )  # fmt: skip


def forget_contacts(*, now: datetime) -> int:
    """Take away contacts 90 days after an end, and after a year at the latest; how many."""
    late = Q(settled_at__lt=now - KEPT) | Q(received_at__lt=now - KEPT_OPEN)
    rows = list(Wish.objects.filter(late, forgotten_at=None))
    for wish in rows:
        wish.contact, wish.forgotten_at = "", now
        wish.needs = without_contacts(wish.needs)
        wish.save(update_fields=["contact", "forgotten_at", "needs"])
    return len(rows)


def kept_until(wish: Wish) -> str:
    """The day on which its contact goes, in words."""
    ends = [wish.received_at + KEPT_OPEN]
    ends += [wish.settled_at + KEPT] if wish.settled_at else []
    return format_date(timezone.localdate(min(ends)))

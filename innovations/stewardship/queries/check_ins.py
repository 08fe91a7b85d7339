"""Half-yearly questions: which wait, which were missed, who may be told, which one answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from innovations import permissions
from innovations.choices import CheckInState
from innovations.formulas import HalfYear
from innovations.models import CheckIn, Innovation, Steward
from innovations.querysets import InnovationQuerySet
from innovations.stewardship.queries.stewards import holdings_of
from organizations.models import User
from organizations.queries.holders import holders, holders_inside

STEWARD, HEAD, CITY = 0, 1, 2  # the rungs of the ladder
UNANSWERED = (CheckInState.ASKED, CheckInState.MISSED)
TABS: dict[str, tuple[str, Q]] = {
    "": ("Menunggu jawaban", Q(state__in=UNANSWERED)),
    "lewat": ("Lewat batas", Q(state=CheckInState.MISSED)),
    "dijawab": ("Dijawab", Q(state=CheckInState.ANSWERED)),
}


def asked_innovations() -> InnovationQuerySet:
    """Whom a question is for: public, the city's own, going on."""
    return Innovation.objects.public().owned().going()


def to_ask(half: HalfYear) -> InnovationQuerySet:
    """Those that were public before the question is asked and were not asked yet."""
    rows = asked_innovations().filter(published_at__date__lt=half.asked_on)
    return rows.exclude(check_ins__period=half.code)


def open_check_ins() -> QuerySet[CheckIn]:
    """Unanswered questions about what still goes on."""
    rows = CheckIn.objects.filter(state__in=UNANSWERED, innovation__in=asked_innovations())
    return rows.select_related("innovation__organization").order_by("pk")


def check_ins_of(user: Any, tab: str) -> QuerySet[CheckIn]:
    """The questions about innovations the person may open, the newest half-year first."""
    seen = Innovation.objects.filter(permissions.visible_innovations(user))
    rows = CheckIn.objects.filter(TABS[tab][1], innovation__in=seen)
    if tab != "dijawab":
        rows = rows.filter(innovation__in=asked_innovations())
    rows = rows.select_related("innovation__organization")
    return rows.order_by("-period", "innovation__name", "pk")


def told(innovation: Innovation, rung: int, on: date) -> tuple[list[User], int]:
    """Who hears of a question at this rung; whom nothing reaches is passed over for the next.

    The rung that was reached stands beside them; nobody at all is ([], CITY).
    """
    for step in range(rung, CITY + 1):
        people = [user for user in _standing(innovation, step, on) if can_be_told(user)]
        if people:
            return people, step
    return [], CITY


def can_be_told(user: User) -> bool:
    return user.is_active and user.wants_reminders


def _standing(innovation: Innovation, rung: int, on: date) -> Iterable[User]:
    if rung == STEWARD:
        steward = holdings_of([innovation], on)[innovation.pk].steward
        return [steward.assignment.user] if steward else []
    if rung == HEAD and innovation.organization is not None:
        return holders_inside("innovations.verify", innovation.organization)
    return holders("innovations.manage")


def asked_of(user: Any, on: date) -> QuerySet[CheckIn]:
    """Questions the person answers as the steward."""
    held = Steward.objects.acting(on).filter(assignment__user=user)
    return open_check_ins().filter(innovation__in=held.values("innovation"))


def overdue_in_units_of(user: Any, on: date) -> QuerySet[CheckIn]:
    """Missed questions of the units whose innovations the person hands over."""
    mine = Innovation.objects.filter(permissions.appointable_innovations(user))
    return open_check_ins().filter(due_on__lt=on, innovation__in=mine)

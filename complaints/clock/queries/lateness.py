"""Late, or soon late: said once, for the inbox and for the mails that speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.permissions import visible_cases
from complaints.querysets import passed
from organizations.formulas import add_working_days
from organizations.queries.holidays import holidays_between

NEAR_DAYS = 2  # working days before a term ends
OPEN = Q(state__in=ComplaintState.open())
UNROUTED = Q(state=ComplaintState.RECEIVED, routed_at=None)
WITH_UNIT = Q(state__in=ComplaintState.with_unit())


@dataclass(frozen=True)
class Moment:
    """When somebody looks, and until when a term counts as near."""

    now: datetime
    near: datetime

    @classmethod
    def of(cls, now: datetime) -> Moment:
        today = timezone.localdate(now)
        last = add_working_days(
            today, NEAR_DAYS, holidays_between(today, today + timedelta(days=60))
        )
        return cls(now, now + (last - today + timedelta(days=1)))

    @classmethod
    def current(cls) -> Moment:
        return cls.of(timezone.now())

    @property
    def due_reached(self) -> Coalesce:
        """The moment a term is compared with: now, or when the clock was stopped."""
        return Coalesce(F("paused_at"), self.now)


def is_late(moment: Moment) -> Q:
    """The same as `ComplaintQuerySet.overdue`, or the unit has not been heard in time, or nobody
    has passed the report on in time."""
    return OPEN & (
        passed("resolve_due_at", moment.due_reached)
        | (UNROUTED & passed("verify_due_at", moment.now))
        | (WITH_UNIT & Q(first_answered_at=None) & passed("respond_due_at", moment.now))
    )


def is_near(moment: Moment) -> Q:
    """A term ends within two working days, and none has passed; nothing while the reporter is
    asked."""
    soon = (
        Q(resolve_due_at__lte=moment.near)
        | (UNROUTED & Q(verify_due_at__lte=moment.near))
        | (WITH_UNIT & Q(first_answered_at=None, respond_due_at__lte=moment.near))
    )
    return OPEN & Q(paused_at=None) & soon & _untrue(is_late(moment))


def ends_soon(moment: Moment) -> Q:
    """Late in a step already, and the term of the whole ends within two working days."""
    whole = Q(resolve_due_at__gte=moment.now, resolve_due_at__lte=moment.near, paused_at=None)
    return is_late(moment) & whole


def near_for(user: Any, moment: Moment) -> int:
    """How many the tab of near ones holds for a person, whoever works on them."""
    rows = Complaint.objects.filter(is_near(moment), visible_cases(user, of_few=True))
    return rows.order_by().count()


def _untrue(found: Q) -> Q:
    """Not so, or not known: a term that is not set has not passed."""
    return Q(Case(When(found, then=Value(False)), default=Value(True)))

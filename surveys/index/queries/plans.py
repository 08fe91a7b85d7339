"""What units do about their results: plans, what is carried over, and how much of it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from organizations.exact import percent, rounded
from organizations.formulas import end_of_quarter
from organizations.models import Organization
from surveys.choices import Element, FollowUpState, ForumState, PeriodState
from surveys.models import FollowUp, Period, ServiceUnit

CONFIRMED = Q(state=FollowUpState.CONFIRMED)
SETTLED = (FollowUpState.CONFIRMED, FollowUpState.DROPPED)
# Nothing of a plan is public before the result it answers, or the minutes of its forum, are.
PUBLIC = Q(period__state=PeriodState.PUBLISHED, forum=None) | Q(forum__state=ForumState.PUBLISHED)


@dataclass(frozen=True)
class Share:
    """How many follow-ups were confirmed by a second person; one that was given up stays counted."""

    plans: int = 0
    done: int = 0

    @property
    def percent(self) -> Decimal | None:
        return rounded(percent(self.done, self.plans))


def plans_of(period: Period) -> list[FollowUp]:
    """The plan of a closed period: its elements in their order, then what a forum agreed on."""
    return list(_listed(FollowUp.objects.filter(period=period)))


def carried_into(period: Period) -> list[FollowUp]:
    """What the report of a period says about earlier plans.

    All of the result before it, and of older ones what was not settled when the period began.
    """
    earlier = Period.objects.filter(unit=period.unit_id, ends_on__lt=period.starts_on)
    before = earlier.order_by("-ends_on").values("pk")[:1]
    unsettled = ~Q(state__in=SETTLED) | CONFIRMED & Q(done_on__gte=period.starts_on)
    rows = FollowUp.objects.filter(period__in=earlier)
    return list(_listed(rows.filter(Q(period__in=before) | unsettled)))


def public_plans(unit: ServiceUnit) -> list[FollowUp]:
    """What everybody may read of a unit's plans, newest result first."""
    rows = FollowUp.objects.filter(PUBLIC, unit=unit)
    return list(_listed(rows).order_by(F("period__starts_on").desc(nulls_last=True), *ORDER))


def _listed(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    return rows.select_related("period", "forum").order_by("period__starts_on", *ORDER)


_NUMBERS = [When(element=element.value, then=Value(n)) for n, element in enumerate(Element)]
ORDER = (Case(*_NUMBERS, default=Value(len(_NUMBERS))), F("due_on"), F("pk"))


def share_of(plans: Collection[FollowUp]) -> Share:
    return Share(len(plans), sum(plan.state == FollowUpState.CONFIRMED for plan in plans))


def shares_by(column: str, rows: QuerySet[FollowUp]) -> dict[int, Share]:
    """Shares by "unit" or "unit__organization", in one statement; what has no plan is missing."""
    found: Iterable[dict[str, Any]] = rows.order_by().values(column).annotate(**_COUNTS)
    return {row[column]: Share(row["plans"], row["done"]) for row in found}


_COUNTS: dict[str, Any] = {"plans": Count("pk"), "done": Count("pk", filter=CONFIRMED)}


def completion_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent of the follow-ups due in the year up to the quarter that were done by its end.

    Of the service units of an OPD, or of the whole city; None where nothing was due.
    """
    ends_on = end_of_quarter(year, quarter)
    rows = FollowUp.objects.filter(due_on__range=(date(year, 1, 1), ends_on))
    if unit is not None:
        rows = rows.filter(unit__organization=unit)
    done = Count("pk", filter=CONFIRMED & Q(done_on__lte=ends_on))
    counted = rows.order_by().aggregate(plans=Count("pk"), done=done)
    return percent(counted["done"], counted["plans"])

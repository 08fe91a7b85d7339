"""The half-years that are told, the units in them, and who acts there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from organizations.demo.registry import DemoCity
from organizations.models import Assignment, User
from surveys.choices import Cycle
from surveys.formulas import CyclePeriod, cycle_period
from surveys.models import ServiceUnit

HALF_YEARS = 8
LAST_CLOSED = HALF_YEARS - 2


@dataclass(frozen=True)
class Place:
    """A unit with what its rows name, and who acts for it."""

    number: int
    unit: ServiceUnit
    manager: User
    head: User
    services: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)


def places(city: DemoCity) -> list[Place]:
    heads = Assignment.objects.filter(signs_documents=True).select_related("user")
    head_of = {row.organization_id: row.user for row in heads}
    desk, dinkes = city.people["organisasi@contoh.test"], city.unit("Dinkes")
    manager_of = {dinkes.pk: city.people["survei.dinkes@contoh.test"]}
    units = ServiceUnit.objects.select_related("organization", "questionnaire").order_by("pk")
    return [
        Place(
            number,
            unit,
            manager=manager_of.get(unit.organization_id, desk),
            head=head_of[unit.organization_id],
            services=[row.name for row in unit.services.all()],
            points=[row.name for row in unit.points.all()],
        )
        for number, unit in enumerate(units.prefetch_related("services", "points"))
    ]


def half_years(today: date) -> list[CyclePeriod]:
    """The running half-year and those before it, the first one first."""
    found = [cycle_period(today, Cycle.HALF_YEAR)]
    while len(found) < HALF_YEARS:
        found.append(cycle_period(found[-1].starts_on - timedelta(days=1), Cycle.HALF_YEAR))
    return found[::-1]


def morning(day: date, now: datetime) -> datetime:
    """Nine o'clock of a day, never later than now."""
    return min(datetime.combine(day, time(9), tzinfo=timezone.get_current_timezone()), now)

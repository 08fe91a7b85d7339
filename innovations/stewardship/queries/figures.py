"""What indicators of performance take from the registry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from innovations.choices import CheckInState, Ending, Health
from innovations.models import CheckIn, Innovation
from innovations.stewardship.queries.health import health_of_many
from organizations.exact import percent
from organizations.formulas import end_of_quarter
from organizations.models import Organization


def living(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """How many public innovations of a unit (None: the city) were alive on the quarter's last day.

    Alive is what its health calls "berjalan" on that day. None where nothing was registered by
    then: nothing is not nought.
    """
    day = end_of_quarter(year, quarter)
    shown = Innovation.objects.public().owned().filter(published_at__date__lte=day)
    rows = list(shown.filter(organization=unit) if unit is not None else shown)
    if not rows:
        return None
    for row in rows:
        if row.ended_on is not None and row.ended_on > day:
            row.ending = Ending.NONE  # it ended later
    lives = health_of_many(rows, day).values()
    return Decimal(sum(life.health == Health.RUNNING for life in lives))


def answered_in_time(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent of the half-yearly questions due from January to the quarter's end that were
    answered by their last day; None where none was due.

    Of what ended before that day nobody can answer any more: such a question is not due.
    """
    asked = CheckIn.objects.filter(due_on__range=(date(year, 1, 1), end_of_quarter(year, quarter)))
    over = Q(innovation__ended_on__lte=F("due_on"))
    asked = asked.exclude(~Q(state=CheckInState.ANSWERED) & over)
    if unit is not None:
        asked = asked.filter(innovation__organization=unit)
    in_time = Q(state=CheckInState.ANSWERED, answered_on__lte=F("due_on"))
    found = asked.annotate(answered_on=TruncDate("answered_at")).aggregate(
        due=Count("pk"), kept=Count("pk", filter=in_time)
    )
    return percent(found["kept"], found["due"]) if found["due"] else None


def innovating_units(_unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent of the units reporting on the quarter's last day that had a public innovation of
    their own going at some time since January; None before the city's first one.

    A share of units is the city's, so it is the same whichever unit answers for the indicator.
    """
    day = end_of_quarter(year, quarter)
    shown = Innovation.objects.public().owned().filter(published_at__date__lte=day)
    units = Organization.objects.valid(day).reporting()
    if not shown.exists() or not (total := units.count()):
        return None
    going = shown.filter(Q(ended_on=None) | Q(ended_on__gt=date(year, 1, 1)))
    return percent(units.filter(pk__in=going.values("organization")).count(), total)

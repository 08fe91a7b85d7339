"""Report cards: what became of the reports each unit received in a period.

Shown reports are counted, merged and archived ones not. Everything received stands in the
denominator, what is open and what is overdue included. What is printed of it says `disclosure`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from complaints import formulas
from complaints.models.tally import Facet
from complaints.public.queries.disclosure import CITY, OUTCOME, TIME, Printed, printed
from complaints.public.queries.periods import Period
from complaints.public.queries.tallies import by_value, counts
from complaints.querysets import ComplaintQuerySet
from organizations.exact import percent
from organizations.models import Organization
from organizations.small_cells import SMALL_CELL

DESK = "Petugas pengaduan kota"
PARTS = ("in_time", "late", "running", "overdue", "other")
OUTCOMES = ("solved", "unsolved", "not_ours", "unfinished")


@dataclass(frozen=True)
class Card:
    """A unit's line; None is a number too small to show. The parts add up to `received`."""

    name: str
    code: str
    received: int | None
    in_time: int | None
    late: int | None
    running: int | None
    overdue: int | None
    other: int | None  # ended without an answer
    solved: int | None
    unsolved: int | None
    not_ours: int | None
    unfinished: int | None
    median: int | None
    p90: int | None

    @property
    def in_time_share(self) -> Decimal | None:
        """Percent answered in time of everything received."""
        return percent(self.in_time, self.received)

    @property
    def is_unanswered(self) -> bool:
        """It is told that nothing was answered: how long that took is no number kept back."""
        return self.in_time == self.late == 0

    @property
    def is_hidden(self) -> bool:
        counts = (self.received, *(getattr(self, name) for name in (*PARTS, *OUTCOMES)))
        return None in counts or (not self.is_unanswered and None in (self.median, self.p90))


@dataclass(frozen=True)
class Cards:
    period: Period
    units: list[Card]
    city: Card  # of all that was asked for: the city, or the unit

    @property
    def lines(self) -> tuple[Card, ...]:
        """Each unit and the whole; of one unit the whole is all there is."""
        return (self.city,) if self.city.code else (*self.units, self.city)

    @property
    def is_hidden(self) -> bool:
        return any(card.is_hidden for card in self.lines)


def state_of(rows: ComplaintQuerySet) -> str:
    """A short text that changes whenever a report of these is new, moved or answered."""
    found = rows.order_by().aggregate(
        n=Count("pk"), top=Max("pk"), routed=Max("routed_at"), answered=Max("answered_at"),
        closed=Max("closed_at"), ended=Count("pk", filter=~Q(outcome="")), due=Sum("answer_days"),
        done=Count("answered_at"), units=Sum("unit_id"),
    )  # fmt: skip
    day = timezone.localdate()  # what is open becomes overdue by itself
    return hashlib.sha256(f"{day}:{sorted(found.items())}".encode()).hexdigest()[:16]


def cards(
    period: Period, unit: Organization | None = None, figures: Printed | None = None
) -> Cards:
    """A line for each unit and one for all; `figures` where the year was read before."""
    figures, days = figures or printed(period.year, unit), counts(Facet.DAYS, period, unit)
    units = figures.units(period.month)
    named = Organization.objects.in_bulk([of for of in units if of])
    found = [
        _card(figures, (of, period.month), _of(days, of), _titles(named.get(of))) for of in units
    ]
    found.sort(key=lambda card: (not card.code, card.name))
    titles = ("Seluruh kota", "") if unit is None else _titles(unit)
    return Cards(period, found, _card(figures, (CITY, period.month), by_value(days), titles))


def _titles(unit: Organization | None) -> tuple[str, str]:
    return (unit.name, unit.code) if unit else (DESK, "")


def _of(found: Counter[tuple[int, str]], unit: int) -> Counter[str]:
    return Counter({key: n for (of, key), n in found.items() if of == unit})


def _card(
    figures: Printed, place: tuple[int, int | None], days: Counter[str], titles: tuple[str, str]
) -> Card:
    """Nothing is said of a line of which it is not said how many there were."""
    received = figures.count(*place)

    def count(group: str, value: str) -> int | None:
        return None if received is None else figures.count(*place, (group, value))

    worked = {int(key): n for key, n in days.items() if key}
    timed = sum(worked.values()) >= SMALL_CELL and received is not None
    return Card(
        name=titles[0],
        code=titles[1],
        received=received,
        median=formulas.nearest_rank_of(worked, 50) if timed else None,
        p90=formulas.nearest_rank_of(worked, 90) if timed else None,
        **{part: count(TIME, part) for part in PARTS},
        **{end: count(OUTCOME, end) for end in OUTCOMES},
    )

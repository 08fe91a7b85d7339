"""Report cards: what became of the reports each unit received in a period.

Secret reports, merged and archived ones are not counted. Everything received stands in the
denominator, what is open and what is overdue included. Cells too small are hidden.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintState, Outcome
from complaints.models import Complaint
from complaints.models.tally import Facet
from complaints.public.queries.periods import Period
from complaints.public.queries.tallies import APART, IN_TIME, LATE, OPEN, by_value, counts
from complaints.querysets import ComplaintQuerySet
from organizations.exact import percent
from organizations.models import Organization
from organizations.small_cells import SMALL_CELL, suppressed, suppressed_table

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
    def is_hidden(self) -> bool:
        return None in (self.received, *(getattr(self, name) for name in (*PARTS, *OUTCOMES)))


@dataclass(frozen=True)
class Cards:
    period: Period
    units: list[Card]
    city: Card

    @property
    def is_hidden(self) -> bool:
        return any(card.is_hidden for card in self.units)


def counted(period: Period, unit: Organization | None = None) -> ComplaintQuerySet:
    """What figures of a period count."""
    start, end = period.span
    rows = Complaint.objects.countable().exclude(state=ComplaintState.ARCHIVED)
    rows = rows.filter(received_at__gte=start, received_at__lt=end)
    return rows.filter(unit=unit) if unit is not None else rows


def state_of(rows: ComplaintQuerySet) -> str:
    """A short text that changes whenever a report of these is new, moved or answered."""
    found = rows.order_by().aggregate(
        n=Count("pk"), top=Max("pk"), routed=Max("routed_at"), answered=Max("answered_at"),
        closed=Max("closed_at"), ended=Count("pk", filter=~Q(outcome="")), due=Sum("answer_days"),
        done=Count("answered_at"), units=Sum("unit_id"),
    )  # fmt: skip
    day = timezone.localdate()  # what is open becomes overdue by itself
    return hashlib.sha256(f"{day}:{sorted(found.items())}".encode()).hexdigest()[:16]


def cards(period: Period, unit: Organization | None = None) -> Cards:
    """A line for each unit and one for all; four statements."""
    fates, days = counts(Facet.FATE, period, unit), counts(Facet.DAYS, period, unit)
    overdue = _overdue(period, unit)
    units = {of for of, _ in fates}
    names = {row.pk: row for row in Organization.objects.filter(pk__in={*units, 0})}
    found = [
        {**_line(_of(fates, of), _of(days, of), overdue[of]), "unit": names.get(of)} for of in units
    ]
    found.sort(key=lambda row: (row["unit"] is None, str(row["unit"] and row["unit"].name)))
    total = _line(by_value(fates), by_value(days), sum(overdue.values()))
    whole = _card("Seluruh kota" if unit is None else unit.name, "", total, [total], 0)
    return Cards(period, [_named(found, place) for place in range(len(found))], whole)


def _of(found: Counter[tuple[int, str]], unit: int) -> Counter[str]:
    return Counter({key: n for (of, key), n in found.items() if of == unit})


def _overdue(period: Period, unit: Organization | None) -> Counter[int]:
    """Open after the term, by unit: the clock moves it, so it is never kept."""
    rows = counted(period, unit).overdue(timezone.now()).filter(answered_at=None).order_by()
    found = rows.values_list("unit_id").annotate(n=Count("pk"))
    return Counter({of or 0: n for of, n in found})


def _line(fates: Counter[str], days: Counter[str], overdue: int) -> dict[str, Any]:
    by_fate: Counter[str] = Counter()
    by_outcome: Counter[str] = Counter()
    for key, n in fates.items():
        fate, _, outcome = key.partition(APART)
        by_fate[fate] += n
        by_outcome[outcome] += n
    worked = {int(key): n for key, n in days.items() if key}
    return {
        "received": by_fate.total(),
        "in_time": by_fate[IN_TIME],
        "late": by_fate[LATE],
        "overdue": overdue,
        "open": by_fate[OPEN],
        "solved": by_outcome[Outcome.SOLVED],
        "unsolved": by_outcome[Outcome.UNSOLVED],
        "not_ours": by_outcome[Outcome.NOT_OURS],
        "timed": sum(worked.values()),
        "median": formulas.nearest_rank_of(worked, 50),
        "p90": formulas.nearest_rank_of(worked, 90),
    }


def _named(found: Sequence[dict[str, Any]], place: int) -> Card:
    row = found[place]
    name, code = (row["unit"].name, row["unit"].code) if row["unit"] else (DESK, "")
    return _card(name, code, row, found, place)


def _card(
    name: str, code: str, row: dict[str, Any], among: Sequence[dict[str, Any]], place: int
) -> Card:
    """The line with what is too small hidden, judged among all lines of the table."""
    received = suppressed([line["received"] for line in among])[place]
    parts = suppressed_table([_parts(line) for line in among])[place]
    ends = suppressed_table([_outcomes(line) for line in among])[place]
    if received is None:
        parts, ends = [None] * len(PARTS), [None] * len(OUTCOMES)
    timed = row["timed"] >= SMALL_CELL and received is not None
    return Card(
        name=name,
        code=code,
        received=received,
        median=row["median"] if timed else None,
        p90=row["p90"] if timed else None,
        **dict(zip(PARTS, parts, strict=True)),
        **dict(zip(OUTCOMES, ends, strict=True)),
    )


def _parts(row: dict[str, Any]) -> list[int]:
    running = row["open"] - row["overdue"]
    other = row["received"] - row["in_time"] - row["late"] - row["open"]
    return [row["in_time"], row["late"], running, row["overdue"], other]


def _outcomes(row: dict[str, Any]) -> list[int]:
    ended = [row["solved"], row["unsolved"], row["not_ours"]]
    return [*ended, row["received"] - sum(ended)]

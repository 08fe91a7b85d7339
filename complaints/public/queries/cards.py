"""Report cards: what became of the reports each unit received in a period.

Secret reports, merged and archived ones are not counted. Everything received stands in the
denominator, what is open and what is overdue included. Cells too small are hidden.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, IntegerField, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintState, Outcome
from complaints.formulas.shares import SMALL_CELL
from complaints.models import Complaint
from complaints.public.queries.periods import Period
from organizations.exact import percent
from organizations.models import Organization

DESK = "Petugas pengaduan kota"
PARTS = ("in_time", "late", "running", "overdue", "other")
OUTCOMES = ("solved", "unsolved", "not_ours", "unfinished")


class Percentile(Aggregate):
    """PERCENTILE_DISC: a value that occurred, as `formulas.nearest_rank` takes it."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(%(part)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()


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


def counted(period: Period, unit: Organization | None = None) -> QuerySet[Complaint]:
    """What figures of a period count."""
    start, end = period.span
    rows = Complaint.objects.countable().exclude(state=ComplaintState.ARCHIVED)
    rows = rows.filter(received_at__gte=start, received_at__lt=end)
    return rows.filter(unit=unit) if unit is not None else rows


def state_of(rows: QuerySet[Complaint]) -> str:
    """A short text that changes whenever a report of these is new, moved or answered."""
    found = rows.order_by().aggregate(
        n=Count("pk"), top=Max("pk"), routed=Max("routed_at"), answered=Max("answered_at"),
        closed=Max("closed_at"), ended=Count("pk", filter=~Q(outcome="")), due=Sum("answer_days"),
        done=Count("answered_at"), units=Sum("unit_id"),
    )  # fmt: skip
    day = timezone.localdate()  # what is open becomes overdue by itself
    return hashlib.sha256(f"{day}:{sorted(found.items())}".encode()).hexdigest()[:16]


def cards(period: Period, unit: Organization | None = None) -> Cards:
    """A line for each unit and one for all; two statements."""
    rows = counted(period, unit).order_by()
    found: list[Any] = list(
        rows.values("unit__name", "unit__code").annotate(**_asked()).order_by("unit__name")
    )
    total = rows.aggregate(**_asked())
    whole = _card("Seluruh kota" if unit is None else unit.name, "", total, [total], 0)
    return Cards(period, [_named(found, place) for place in range(len(found))], whole)


def _asked() -> dict[str, Any]:
    answered, is_open = Q(answered_at__isnull=False), Q(state__in=ComplaintState.open())
    reached = Coalesce(F("paused_at"), timezone.now())
    passed = Q(resolve_due_at__lte=reached)
    late = Q(answered_at__gte=F("resolve_due_at"))
    waiting = is_open & ~answered
    return {
        "received": Count("pk"),
        "in_time": Count("pk", filter=answered) - Count("pk", filter=answered & late),
        "late": Count("pk", filter=answered & late),
        "overdue": Count("pk", filter=Q(answered_at=None) & is_open & passed),
        "open": Count("pk", filter=waiting),
        "solved": Count("pk", filter=Q(outcome=Outcome.SOLVED)),
        "unsolved": Count("pk", filter=Q(outcome=Outcome.UNSOLVED)),
        "not_ours": Count("pk", filter=Q(outcome=Outcome.NOT_OURS)),
        "timed": Count("answer_days"),
        "median": Percentile("answer_days", part="0.5"),
        "p90": Percentile("answer_days", part="0.9"),
    }


def _named(found: Sequence[dict[str, Any]], place: int) -> Card:
    row = found[place]
    return _card(row["unit__name"] or DESK, row["unit__code"] or "", row, found, place)


def _card(
    name: str, code: str, row: dict[str, Any], among: Sequence[dict[str, Any]], place: int
) -> Card:
    """The line with what is too small hidden, judged among all lines of the table."""
    received = formulas.suppressed([line["received"] for line in among])[place]
    parts = formulas.suppressed_table([_parts(line) for line in among])[place]
    ends = formulas.suppressed_table([_outcomes(line) for line in among])[place]
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

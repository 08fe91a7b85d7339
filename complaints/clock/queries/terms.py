"""Which terms count for a report, and when they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintState, Step
from complaints.models import Complaint, Pause, Remedy, Term
from organizations.formatting import format_date
from organizations.queries.holidays import holidays_between

HORIZON = timedelta(days=500)  # 60 working days and every pause the portal has seen fit in it
_kept: ContextVar[tuple[TermBook, Calendar] | None] = ContextVar("terms", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Inside, terms and holidays are those of its beginning: for many reports in one transaction."""
    every = Calendar(holidays_between(date.min, date.max), timezone.get_current_timezone())
    token = _kept.set((TermBook.read(), every))
    try:
        yield
    finally:
        _kept.reset(token)


@dataclass(frozen=True)
class Calendar:
    """What a clock is counted with: the holidays of a span and the city's zone."""

    holidays: frozenset[date]
    zone: tzinfo

    @classmethod
    def around(cls, start: date, end: date) -> Calendar:
        """Holidays from a day until well after another; one query."""
        if kept := _kept.get():
            return kept[1]
        return cls(holidays_between(start, end + HORIZON), timezone.get_current_timezone())


@dataclass(frozen=True)
class TermBook:
    """Every term, read once; `find` picks the one for a class and step valid on a day."""

    rows: tuple[Term, ...]

    @classmethod
    def read(cls) -> TermBook:
        if kept := _kept.get():
            return kept[0]
        return cls(tuple(Term.objects.order_by("valid_from")))

    def find(self, step: Step, kind: str, on: date) -> Term | None:
        """The class's own term before the one for all; of several the one that began last."""
        valid = [
            row
            for row in self.rows
            if row.step == step
            and row.kind in (kind, "")
            and row.valid_from <= on
            and (row.valid_to is None or row.valid_to >= on)
        ]
        return max(valid, key=lambda row: (row.kind == kind, row.valid_from), default=None)

    def required(self, step: Step, kind: str, on: date) -> Term:
        found = self.find(step, kind, on)
        if found is None:
            raise ValidationError(
                f"Tenggat “{step.label}” yang berlaku pada {on:%d-%m-%Y} belum diatur. "
                "Minta petugas pengaduan kota mengisinya di halaman Tenggat."
            )
        return found


@dataclass(frozen=True)
class DueDates:
    verify: datetime | None
    respond: datetime | None
    resolve: datetime | None
    answer_days: int | None  # working days from receipt to the answer; None: not answered


def due_dates(
    case: Complaint, pauses: Iterable[Pause], book: TermBook, calendar: Calendar
) -> DueDates:
    """When the steps of a report must be done, from its receipt, class and pauses alone.

    The first answer of a unit is due after the report was passed on for the first time; passing
    it on again starts nothing anew.
    """
    spans = [(row.began_at, row.ended_at) for row in pauses]
    local = timezone.localtime(case.received_at, calendar.zone).date()

    def ends(step: Step, start: datetime | None) -> datetime | None:
        term = book.find(step, case.kind, local)
        if term is None or start is None:
            return None
        asked = formulas.Term(term.amount, term.unit)
        return formulas.due_instant(start, asked, calendar.zone, calendar.holidays, spans)

    return DueDates(
        verify=ends(Step.VERIFY, case.received_at),
        respond=ends(Step.RESPOND, case.routed_at),
        resolve=ends(Step.RESOLVE, case.received_at),
        answer_days=_answer_days(case, spans, calendar),
    )


def _answer_days(
    case: Complaint, spans: Iterable[formulas.Pause], calendar: Calendar
) -> int | None:
    if case.answered_at is None:
        return None

    def day(moment: datetime) -> date:
        return timezone.localtime(moment, calendar.zone).date()

    paused = formulas.paused_days((day(start), day(end)) for start, end in spans if end)
    return formulas.worked_days(
        day(case.received_at), day(case.answered_at), calendar.holidays, paused
    )


def remedies_for(case: Complaint, now: datetime) -> list[Remedy]:
    """What the reporter may do when the city is late; nothing while it is not."""
    if not is_overdue(case, now):
        return []
    rows = Remedy.objects.valid(timezone.localtime(now).date()).filter(kind__in=(case.kind, ""))
    return list(rows)


def is_overdue(case: Complaint, now: datetime) -> bool:
    """The same as `ComplaintQuerySet.overdue`, of one."""
    if case.state not in ComplaintState.open() or case.resolve_due_at is None:
        return False
    return not formulas.is_kept(case.paused_at or now, case.resolve_due_at)


def last_day_of(due: datetime | None) -> date | None:
    """The day people read: a term that ends at midnight is kept until the day before."""
    if due is None:
        return None
    return timezone.localtime(due - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class Stated:
    """The day to finish by as everybody outside the city is told; none while the clock stands."""

    day: date | None
    stands_since: date | None

    @property
    def words(self) -> str:
        """Empty while the day says it all."""
        if self.stands_since is None:
            return ""
        since = format_date(self.stands_since)
        return f"jam berhenti sejak {since}; tenggat dihitung lagi sesudah dilengkapi"


def stated_due(case: Complaint) -> Stated:
    """While the reporter is asked the day that was counted is not the day it will be; one that
    passed before stays."""
    due, stopped = case.resolve_due_at, case.paused_at
    if due is not None and stopped is not None and formulas.is_kept(stopped, due):
        return Stated(None, timezone.localdate(stopped))
    return Stated(last_day_of(due), None)


def terms_by_class(on: date) -> Mapping[str, list[Term]]:
    """Every valid term, by class; "" for all classes."""
    found: dict[str, list[Term]] = {}
    for row in Term.objects.valid(on):
        found.setdefault(row.kind, []).append(row)
    return found

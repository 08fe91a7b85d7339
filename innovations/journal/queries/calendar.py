"""The public calendar: a month day by day, and what its files hold."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from innovations.choices.journal import JournalState
from innovations.journal.queries.icalendar import CalendarEvent
from innovations.journal.queries.shown import Shown, shown_to_all
from innovations.models import Innovation, JournalEntry
from organizations.formatting import MONTHS

MOST = 300  # of a month on one page
MOST_IN_FILE, KEPT = 1_000, timedelta(days=366)
_MONTH = re.compile(r"(19[5-9]\d|20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, months.monthrange(self.year, self.number)[1])

    @property
    def label(self) -> str:
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def before(self) -> Month:
        return month_of_day(self.first - timedelta(days=1))

    @property
    def after(self) -> Month:
        return month_of_day(self.last + timedelta(days=1))


def month_of_day(day: date) -> Month:
    return Month(day.year, day.month)


def asked_month(text: str, today: date) -> Month:
    """ "2026-11"; the present month for anything else."""
    found = _MONTH.fullmatch(text)
    return Month(int(found[1]), int(found[2])) if found else month_of_day(today)


@dataclass(frozen=True)
class Day:
    day: date
    items: Sequence[Shown]


@dataclass(frozen=True)
class MonthPage:
    month: Month
    days: Sequence[Day]
    count: int
    is_cut: bool
    next_month: Month | None  # with something, where this one has nothing
    last_month: Month | None


def month_page(
    month: Month, today: date, *, innovation: Innovation | None = None, kind: str = ""
) -> MonthPage:
    """What everybody may see of a month; what began before it stands on its first day."""
    rows = _chosen(JournalEntry.objects.public(), innovation, kind)
    within = rows.filter(day__lte=month.last).filter(
        Q(day__gte=month.first) | Q(last_day__gte=month.first)
    )
    ordered = within.order_by("day", F("begins_at").asc(nulls_first=True), "pk")
    found = list(ordered[: MOST + 1])
    items = shown_to_all(found[:MOST], today)
    days = groupby(items, key=lambda item: max(item.row.day, month.first))
    return MonthPage(
        month=month,
        days=[Day(day, list(group)) for day, group in days],
        count=len(items),
        is_cut=len(found) > MOST,
        next_month=None if found else _first(rows.filter(day__gt=month.last).order_by("day")),
        last_month=None if found else _first(rows.filter(day__lt=month.first).order_by("-day")),
    )


def _chosen(
    rows: QuerySet[JournalEntry], innovation: Innovation | None, kind: str
) -> QuerySet[JournalEntry]:
    if innovation is not None:
        rows = rows.filter(innovations=innovation)
    return rows.filter(kind=kind) if kind else rows


def _first(rows: QuerySet[JournalEntry]) -> Month | None:
    row = rows.first()
    return month_of_day(row.day) if row else None


def innovations_with_activities() -> QuerySet[Innovation]:
    """Those the calendar can be filtered by."""
    rows = JournalEntry.objects.public()
    return Innovation.objects.public().filter(journal__in=rows).distinct().order_by("name", "pk")


def calendar_events(today: date, innovation: Innovation | None = None) -> list[CalendarEvent]:
    """The past year and all that is planned; of what was withdrawn only that it does not take place."""
    rows = _chosen(JournalEntry.objects.open_to_all(), innovation, "")
    rows = rows.filter(day__gte=today - KEPT).order_by("-day", "-pk")[:MOST_IN_FILE]
    return [_event(item) for item in reversed(shown_to_all(rows, today))]


def _event(item: Shown) -> CalendarEvent:
    row = item.row
    begins, ends = _span(row)
    given = {
        "uid": str(row.uid), "version": row.version, "changed_at": row.changed_at,
        "begins": begins, "ends": ends, "category": row.get_kind_display(),
    }  # fmt: skip
    if row.state == JournalState.WITHDRAWN:
        return CalendarEvent(summary=f"Batal: {row.get_kind_display()}", is_cancelled=True, **given)  # type: ignore[arg-type]
    names = ", ".join(entry.name for entry in item.innovations)
    url = f"{settings.SITE_URL}{reverse('innovations:public-event', args=[row.pk])}"
    told = [f"Inovasi: {names}", row.story, *row.topics]
    return CalendarEvent(
        summary=row.title, place=row.place, url=url,
        description="\n".join(part for part in told if part), **given,  # type: ignore[arg-type]
    )  # fmt: skip


def _span(row: JournalEntry) -> tuple[date | datetime, date | datetime | None]:
    """Moments where its hours are known, else whole days."""
    if row.begins_at is None or (row.until != row.day and row.ends_at is None):
        return row.day, row.until
    return _at(row.day, row.begins_at), _at(row.until, row.ends_at) if row.ends_at else None


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())

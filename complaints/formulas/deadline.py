"""When a term of the complaint desk ends: days of receipt, holidays and pauses.

Pure: holidays, pauses and the time zone are arguments.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from organizations.exact import FormulaError
from organizations.formulas import ONE_DAY, is_working_day

WORKING_DAY, CALENDAR_DAY, HOUR = "hari_kerja", "hari", "jam"
UNITS = (WORKING_DAY, CALENDAR_DAY, HOUR)
LONGEST = 4_000  # days; more than ten years is a slip of the keyboard

Pause = tuple[datetime, datetime | None]  # asked, completed; None while the reporter is asked


@dataclass(frozen=True)
class Term:
    """An amount of working days, calendar days or hours."""

    amount: int
    unit: str = WORKING_DAY


def last_day(
    received: date,
    term: Term,
    holidays: Container[date] = frozenset(),
    paused: Container[date] = frozenset(),
) -> date:
    """The last day on which a term of days is kept.

    day 0 = received, not counted; the answer is the `amount`-th day that counts. A day counts
    when it is not paused and, for working days, offices work on it. 0 gives the day itself.
    Whole days, 0 to 4,000. No rounding. Raises FormulaError for an amount outside, or hours.
    Source: terms of 3, 5, 14 and 60 working days as published in service standards after
    PermenPANRB 62/2018 (superseded by 5/2025, whose terms were not readable: terms are data);
    Perpres 76/2013 counts from a complete file, hence the pause while the reporter is asked.

    >>> last_day(date(2026, 8, 14), Term(3), {date(2026, 8, 17)})
    datetime.date(2026, 8, 20)
    >>> last_day(date(2026, 8, 14), Term(10, "hari"))
    datetime.date(2026, 8, 24)
    """
    if term.unit not in (WORKING_DAY, CALENDAR_DAY):
        raise FormulaError("tenggat dalam jam tidak punya hari terakhir")
    if not 0 <= term.amount <= LONGEST:
        raise FormulaError(f"lamanya tenggat harus 0 sampai {LONGEST} hari")
    day, left = received, term.amount
    while left:
        if day == date.max:
            raise FormulaError("tenggat ini melampaui akhir kalender")
        day += ONE_DAY
        works = term.unit == CALENDAR_DAY or is_working_day(day, holidays)
        left -= works and day not in paused
    return day


def paused_days(pauses: Iterable[tuple[date, date]]) -> frozenset[date]:
    """Days on which the clock stands still.

    Of a pause asked on day a and completed on day b: a < d <= b. The day of asking still counts
    as it did, the day of the reporter's answer belongs to the reporter. Overlapping pauses count
    once; one that ends before it began counts nothing.

    >>> sorted(paused_days([(date(2026, 8, 3), date(2026, 8, 5))]))
    [datetime.date(2026, 8, 4), datetime.date(2026, 8, 5)]
    """
    return frozenset(
        start + n * ONE_DAY for start, end in pauses for n in range(1, (end - start).days + 1)
    )


def due_instant(
    received: datetime,
    term: Term,
    zone: tzinfo,
    holidays: Container[date] = frozenset(),
    pauses: Sequence[Pause] = (),
) -> datetime:
    """The last moment at which a term is kept; `is_kept` compares with it.

    days: the midnight after `last_day` in the city's zone (a report of 23:30 belongs to that
    day); hours: received + amount + the time paused. Pauses before receipt count from receipt;
    an open pause (None) is left out: while it lasts nothing is missed.
    Aware datetimes in, one in `zone` out; exact, no rounding.

    >>> from zoneinfo import ZoneInfo
    >>> wib = ZoneInfo("Asia/Jakarta")
    >>> due_instant(datetime(2026, 8, 14, 23, 30, tzinfo=wib), Term(3), wib, {date(2026, 8, 17)})
    datetime.datetime(2026, 8, 21, 0, 0, tzinfo=zoneinfo.ZoneInfo(key='Asia/Jakarta'))
    """
    ended = [(max(a, received), b) for a, b in pauses if b is not None and b > received]
    if term.unit == HOUR:
        return (received + timedelta(hours=term.amount) + _length(ended)).astimezone(zone)
    days = paused_days((_day(a, zone), _day(b, zone)) for a, b in ended)
    last = last_day(_day(received, zone), term, holidays, days)
    return datetime.combine(last + ONE_DAY, time(), tzinfo=zone)


def is_kept(done: datetime, due: datetime) -> bool:
    """Whether what was done, or the time by now, is within the term: its last moment is.

    kept = done <= due; every list and figure asks the same of the database (`querysets.passed`)

    >>> midnight = datetime(2026, 8, 21)
    >>> is_kept(midnight, midnight), is_kept(midnight + timedelta(microseconds=1), midnight)
    (True, False)
    """
    return done <= due


def worked_days(
    received: date,
    answered: date,
    holidays: Container[date] = frozenset(),
    paused: Container[date] = frozenset(),
) -> int:
    """Working days a report took, as `last_day` counts them: the first day not, the last one.

    count = working days d with received < d <= answered that are not paused
    Whole days, >= 0; 0 when it was answered on the day of receipt. No rounding.
    Source: the inverse of `last_day`, so that days and terms can be compared.

    >>> worked_days(date(2026, 8, 14), date(2026, 8, 20), {date(2026, 8, 17)})
    3
    """
    span = (received + n * ONE_DAY for n in range(1, (answered - received).days + 1))
    return sum(is_working_day(day, holidays) and day not in paused for day in span)


def _length(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """The time covered by spans, overlaps once."""
    total, reached = timedelta(), None
    for start, end in sorted(spans):
        begins = start if reached is None else max(start, reached)
        total += max(end - begins, timedelta())
        reached = end if reached is None else max(reached, end)
    return total


def _day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()

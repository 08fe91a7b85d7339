"""Is a quarter open for figures? The database clock answers, the same for every way in.

Open means: the entry is being filled (draft or returned) and either the window of the
quarter is open now or this unit's entry was reopened until a moment still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from organizations.formatting import QUARTERS, format_date, quarter_name
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.models import ReportingWindow, Submission
from performance.plan.queries.closed_city import closed_city_years, closed_for_all

NOT_SET = "belum dibuka; pengisiannya belum dijadwalkan Bappeda"


@dataclass(frozen=True)
class QuarterLock:
    quarter: int
    is_open: bool
    reason: str  # why it is closed, for people; "" while it is open
    is_scheduled: bool = True
    is_ahead: bool = False  # its time has not come: nothing to hand in yet


def database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def quarter_locks(
    organization: Organization, year: int, *, for_update: bool = False
) -> dict[int, QuarterLock]:
    """The four quarters of a unit's year. `for_update` holds the rows until the transaction
    ends, so that a quarter cannot be submitted or closed while figures are being written."""
    submissions = Submission.objects.filter(organization=organization, year=year)
    windows = ReportingWindow.objects.filter(year=year)
    if for_update:
        submissions = submissions.select_for_update(of=("self",)).order_by("quarter")
        windows = windows.select_for_update(of=("self",)).order_by("quarter")
    by_quarter = {row.quarter: row for row in submissions}
    window_of = {row.quarter: row for row in windows}
    now = database_now()
    locks = {q: judge(q, by_quarter.get(q), window_of.get(q), now) for q in QUARTERS}
    is_closed = bool(closed_city_years([year]))
    return {q: _closed_for_all(lock, year) if is_closed else lock for q, lock in locks.items()}


def closed_with_city(lock: QuarterLock, year: int) -> QuarterLock:
    """An open quarter is closed in a year nobody enters any more."""
    return _closed_for_all(lock, year) if closed_city_years([year]) else lock


def _closed_for_all(lock: QuarterLock, year: int) -> QuarterLock:
    if not lock.is_open and lock.is_scheduled:
        return lock
    return QuarterLock(lock.quarter, False, closed_for_all(year).removesuffix("."))


def judge(
    quarter: int, submission: Submission | None, window: ReportingWindow | None, now: datetime
) -> QuarterLock:
    """One quarter from rows already read."""
    name = quarter_name(quarter)
    if submission and submission.state not in SubmissionState.open():
        state = submission.get_state_display().lower()
        return QuarterLock(quarter, False, f"{name} sudah {state} dan terkunci")
    if submission and submission.open_until and submission.open_until > now:
        return QuarterLock(quarter, True, "")
    if window is None:
        is_ahead = submission is not None and not _is_over(submission, now)
        reason = f"{name} {NOT_SET if is_ahead else 'belum dijadwalkan pengisiannya'}"
        return QuarterLock(quarter, False, reason, is_scheduled=False, is_ahead=is_ahead)
    if window.is_open(now):
        return QuarterLock(quarter, True, "")
    if now < window.opens_at:
        starts = format_date(window.opens_at)
        reason = f"{name} belum dibuka; jadwal mulai {starts}"
        return QuarterLock(quarter, False, reason, is_ahead=True)
    return QuarterLock(quarter, False, f"Jadwal pengisian {name} sudah ditutup")


def quarters_ahead(year: int) -> frozenset[int]:
    """The quarters of a year whose time has not come, for a unit that entered nothing."""
    windows = {row.quarter: row for row in ReportingWindow.objects.filter(year=year)}
    now = database_now()
    return frozenset(
        q
        for q in QUARTERS
        if judge(q, Submission(year=year, quarter=q), windows.get(q), now).is_ahead
    )


def _is_over(submission: Submission, now: datetime) -> bool:
    """The quarter itself has ended; figures of years before the portal have no window."""
    today = timezone.localdate(now)
    return (submission.year, submission.quarter) < (today.year, (today.month + 2) // 3)


def locked_quarters(
    organization: Organization,
    year: int,
    *,
    for_update: bool = False,
    needs_schedule: bool = True,
) -> dict[int, str]:
    """The closed quarters with the reason of each.

    Without `needs_schedule` a quarter that never had a window is open: years before the portal.
    """
    locks = quarter_locks(organization, year, for_update=for_update)
    closed = {q: lock for q, lock in locks.items() if not lock.is_open}
    return {q: lock.reason for q, lock in closed.items() if needs_schedule or lock.is_scheduled}

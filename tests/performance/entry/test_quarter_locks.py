"""When a quarter is open: its state, a granted unlock, its window, and the calendar before windows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from performance.choices import SubmissionState
from performance.entry.queries.locks import judge
from performance.models import ReportingWindow, Submission

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)  # the first day of quarter III
HOUR = timedelta(hours=1)
OPEN_STATES = {SubmissionState.DRAFT, SubmissionState.RETURNED}


def quarter(year: int = 2026, number: int = 2, **fields) -> Submission:
    return Submission(year=year, quarter=number, **{"state": SubmissionState.DRAFT, **fields})


def window(opens: timedelta, closes: timedelta, grace: timedelta | None = None) -> ReportingWindow:
    return ReportingWindow(
        year=2026,
        quarter=2,
        opens_at=NOW + opens,
        closes_at=NOW + closes,
        grace_until=None if grace is None else NOW + grace,
    )


@pytest.mark.parametrize(
    ("of", "is_open", "is_ahead"),
    [
        (window(timedelta(), HOUR), True, False),
        (window(HOUR, 2 * HOUR), False, True),
        (window(-HOUR, timedelta()), False, False),
        (window(-2 * HOUR, -HOUR, grace=HOUR), True, False),
        (window(-2 * HOUR, -HOUR, grace=timedelta()), False, False),
    ],
)
def test_a_window_is_open_from_its_first_moment_until_its_last(of, is_open, is_ahead):
    lock = judge(2, quarter(), of, NOW)

    assert (lock.is_open, lock.is_ahead, lock.is_scheduled) == (is_open, is_ahead, True)
    assert bool(lock.reason) is not is_open


@pytest.mark.parametrize(
    ("year", "number", "is_ahead"),
    [(2025, 4, False), (2026, 2, False), (2026, 3, True), (2026, 4, True), (2027, 1, True)],
)
def test_without_a_window_the_calendar_says_whether_its_time_has_come(year, number, is_ahead):
    lock = judge(number, quarter(year, number), None, NOW)

    assert (lock.is_open, lock.is_ahead, lock.is_scheduled) == (False, is_ahead, False)


def test_a_quarter_nobody_has_begun_and_nobody_has_planned_is_not_ahead():
    lock = judge(2, None, None, NOW)

    assert (lock.is_open, lock.is_ahead, lock.is_scheduled) == (False, False, False)


@pytest.mark.parametrize(("until", "is_open"), [(HOUR, True), (timedelta(), False)])
def test_an_unlock_opens_a_closed_quarter_until_its_time(until, is_open):
    closed = window(-2 * HOUR, -HOUR)

    assert judge(2, quarter(open_until=NOW + until), closed, NOW).is_open is is_open


@pytest.mark.parametrize("state", SubmissionState.values)
def test_what_was_handed_in_is_locked_even_while_the_window_is_open(state):
    lock = judge(2, quarter(state=state, open_until=NOW + HOUR), window(-HOUR, HOUR), NOW)

    assert lock.is_open is (state in OPEN_STATES)

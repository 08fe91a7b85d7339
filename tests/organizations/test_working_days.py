"""Working-day arithmetic on the calendar of 2026."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organizations.formulas import add_working_days, count_working_days, is_working_day

# The same examples in every run, and no alarm when the machine is busy.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def days(text: str) -> set[date]:
    return {date.fromisoformat(f"2026-{day}") for day in text.split()}


# National holidays and joint leave of 2026 (SKB of three ministers, 19 September 2025).
NATIONAL = days(
    "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 "
    "08-25 12-25"
)
JOINT_LEAVE = days("02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24")
HOLIDAYS = NATIONAL | JOINT_LEAVE

dates = st.dates(date(2020, 1, 1), date(2030, 12, 31))
some_holidays = st.frozensets(dates, max_size=30)


@pytest.mark.parametrize(
    ("received", "term", "due"),
    [
        ("2026-03-12", 3, "2026-03-17"),
        ("2026-03-12", 5, "2026-03-26"),
        ("2026-03-12", 14, "2026-04-09"),
        ("2026-03-12", 60, "2026-06-23"),
        ("2026-03-17", 3, "2026-03-27"),
        ("2026-03-17", 60, "2026-06-26"),
        ("2026-03-19", 5, "2026-03-31"),
        ("2026-03-19", 14, "2026-04-14"),
        ("2026-08-14", 3, "2026-08-20"),
        ("2026-08-14", 5, "2026-08-24"),
        ("2026-08-14", 14, "2026-09-07"),
        ("2026-08-14", 60, "2026-11-10"),
    ],
)
def test_terms_of_2026(received, term, due):
    start, end = date.fromisoformat(received), date.fromisoformat(due)

    assert add_working_days(start, term, HOLIDAYS) == end
    assert count_working_days(start, end, HOLIDAYS) == term


@pytest.mark.parametrize(("holidays", "due"), [(frozenset(), 19), (NATIONAL, 20), (HOLIDAYS, 26)])
def test_the_calendar_decides(holidays, due):
    assert add_working_days(date(2026, 3, 12), 5, holidays) == date(2026, 3, due)


def test_working_days_of_every_month_of_2026():
    firsts = [date(2026, month, 1) for month in range(1, 13)] + [date(2027, 1, 1)]
    eves = [first - timedelta(days=1) for first in firsts]

    counts = [count_working_days(*pair, HOLIDAYS) for pair in pairwise(eves)]

    assert counts == [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]


@pytest.mark.parametrize(
    ("day", "working"), [("03-17", True), ("03-19", False), ("03-28", False), ("03-29", False)]
)
def test_is_working_day(day, working):
    assert is_working_day(date.fromisoformat(f"2026-{day}"), HOLIDAYS) is working


def test_no_term_ends_on_the_day_of_receipt():
    sunday = date(2026, 3, 29)

    assert add_working_days(sunday, 0, HOLIDAYS) == sunday


def test_nothing_is_used_up_before_the_start():
    assert count_working_days(date(2026, 3, 27), date(2026, 3, 12)) == 0


def test_a_negative_term_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 3, 12), -1)


def test_an_instant_is_refused():
    noon = datetime(2026, 3, 19, 12)

    with pytest.raises(TypeError, match="dates"):
        add_working_days(noon, 3, HOLIDAYS)
    with pytest.raises(TypeError, match="dates"):
        count_working_days(date(2026, 3, 12), noon, HOLIDAYS)
    with pytest.raises(TypeError, match="dates"):
        is_working_day(noon, HOLIDAYS)


@given(dates, st.integers(1, 120), some_holidays)
def test_a_term_ends_on_a_working_day_and_is_counted_back(received, term, holidays):
    due = add_working_days(received, term, holidays)

    assert is_working_day(due, holidays)
    assert count_working_days(received, due, holidays) == term
    assert count_working_days(received, due - timedelta(days=1), holidays) == term - 1


@given(dates, st.integers(0, 60), some_holidays, dates)
def test_a_new_holiday_never_brings_a_term_forward(received, term, holidays, added):
    before = add_working_days(received, term, holidays)

    assert add_working_days(received, term, holidays | {added}) >= before

"""When terms end: published vectors, edges of days, pauses, hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from complaints.formulas import Term, due_instant, last_day, paused_days
from organizations.exact import FormulaError
from organizations.reference import shipped_holidays

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = shipped_holidays()


TERMS = [
    (date(2026, 3, 12), {3: (3, 17), 5: (3, 26), 14: (4, 9), 60: (6, 23)}),
    (date(2026, 3, 17), {3: (3, 27), 5: (3, 31), 14: (4, 14), 60: (6, 26)}),
    (date(2026, 3, 19), {3: (3, 27), 5: (3, 31), 14: (4, 14), 60: (6, 26)}),
    (date(2026, 8, 14), {3: (8, 20), 5: (8, 24), 14: (9, 7), 60: (11, 10)}),
]


@pytest.mark.parametrize(("received", "ends"), TERMS)
def test_published_terms_of_2026(received, ends):
    found = {days: last_day(received, Term(days), CALENDAR) for days in ends}

    assert found == {days: date(2026, *at) for days, at in ends.items()}


def test_weekends_alone_and_national_holidays_alone_give_the_published_other_days():
    leave = {date(2026, 3, 18), date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 24)}

    assert last_day(date(2026, 3, 12), Term(5)) == date(2026, 3, 19)
    assert last_day(date(2026, 3, 12), Term(5), CALENDAR - leave) == date(2026, 3, 20)


def test_no_days_end_on_the_day_itself():
    assert last_day(date(2026, 3, 21), Term(0), CALENDAR) == date(2026, 3, 21)


@pytest.mark.parametrize("amount", [-1, 4_001])
def test_an_amount_outside_is_refused(amount):
    with pytest.raises(FormulaError):
        last_day(date(2026, 3, 12), Term(amount))


def test_the_end_of_the_calendar_is_refused():
    with pytest.raises(FormulaError):
        last_day(date(9999, 12, 30), Term(5))


def test_late_evening_belongs_to_the_local_day():
    late = datetime(2026, 8, 14, 23, 30, tzinfo=WIB).astimezone(ZoneInfo("UTC"))

    assert due_instant(late, Term(3), WIB, CALENDAR) == datetime(2026, 8, 21, tzinfo=WIB)


def test_the_same_instant_in_another_zone_may_be_another_day():
    late = datetime(2026, 8, 13, 23, 30, tzinfo=WIB)
    wit = ZoneInfo("Asia/Jayapura")

    assert due_instant(late, Term(1, "hari"), WIB) == datetime(2026, 8, 15, tzinfo=WIB)
    assert due_instant(late, Term(1, "hari"), wit) == datetime(2026, 8, 16, tzinfo=wit)


def test_calendar_days_know_no_weekend():
    start = datetime(2026, 8, 14, 9, tzinfo=WIB)

    assert due_instant(start, Term(10, "hari"), WIB, CALENDAR) == datetime(2026, 8, 25, tzinfo=WIB)


def test_days_of_a_pause_do_not_count_but_the_day_of_asking_does():
    asked = datetime(2026, 8, 5, 10, tzinfo=WIB)
    completed = datetime(2026, 8, 7, 10, tzinfo=WIB)
    start = datetime(2026, 8, 3, 9, tzinfo=WIB)

    due = due_instant(start, Term(5), WIB, pauses=[(asked, completed)])

    assert due == datetime(2026, 8, 13, tzinfo=WIB)  # without the pause the 10th was the last day


def test_overlapping_pauses_count_once():
    days = paused_days([(date(2026, 8, 3), date(2026, 8, 6)), (date(2026, 8, 4), date(2026, 8, 5))])

    assert days == {date(2026, 8, 4), date(2026, 8, 5), date(2026, 8, 6)}


def test_an_open_pause_and_one_before_receipt_move_nothing():
    start = datetime(2026, 8, 3, 9, tzinfo=WIB)
    before = (start - timedelta(days=5), start - timedelta(days=1))

    plain = due_instant(start, Term(5), WIB)

    assert due_instant(start, Term(5), WIB, pauses=[before, (start, None)]) == plain


def test_hours_run_at_night_and_pauses_are_added_to_the_minute():
    start = datetime(2026, 8, 14, 22, tzinfo=WIB)
    first = (start + timedelta(hours=1), start + timedelta(hours=2))
    inside = (start + timedelta(hours=1, minutes=30), start + timedelta(hours=1, minutes=40))

    due = due_instant(start, Term(3, "jam"), WIB, CALENDAR, [first, inside])

    assert due == start + timedelta(hours=4)


def test_hours_have_no_last_day():
    with pytest.raises(FormulaError):
        last_day(date(2026, 3, 12), Term(3, "jam"))

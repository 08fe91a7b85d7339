"""How much of a term is left, in words: over weekends, holidays and the turn of the year."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from complaints.clock.queries.left import left_until
from complaints.clock.queries.terms import Calendar

NEW_YEAR = Calendar(frozenset({date(2026, 12, 25), date(2027, 1, 1)}), ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("today", "due", "said"),
    [
        (date(2026, 12, 24), date(2026, 12, 24), ("hari ini", "warning")),
        (date(2026, 12, 26), date(2026, 12, 26), ("hari ini", "warning")),  # a Saturday
        (date(2026, 12, 24), date(2026, 12, 27), ("sisa 3 hari", "warning")),
        (date(2026, 12, 24), date(2026, 12, 28), ("sisa 1 hari kerja", "warning")),
        (date(2026, 12, 31), date(2027, 1, 5), ("sisa 2 hari kerja", "warning")),
        (date(2026, 12, 30), date(2027, 1, 5), ("sisa 3 hari kerja", "info")),
    ],
)
def test_what_is_left_is_said_in_working_days(today, due, said):
    assert left_until(due, today, NEW_YEAR) == said

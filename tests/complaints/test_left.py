"""How much of a term is left, in words: over weekends, holidays and the turn of the year."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from complaints.choices import ComplaintState
from complaints.clock.queries.left import left_to_officers, left_until
from complaints.clock.queries.terms import Calendar
from complaints.models import Complaint

ZONE = ZoneInfo("Asia/Jakarta")
NEW_YEAR = Calendar(frozenset({date(2026, 12, 25), date(2027, 1, 1)}), ZONE)
NOW = datetime(2026, 12, 7, 9, tzinfo=ZONE)  # a Monday
LATE, NEAR, FAR = (datetime(2026, 12, day, 23, 59, tzinfo=ZONE) for day in (4, 8, 11))
END = datetime(2026, 12, 18, 23, 59, tzinfo=ZONE)
NEW, WORKED = ComplaintState.RECEIVED, ComplaintState.IN_PROGRESS


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


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": NEW, "verify_due_at": LATE}, ("penerusan terlambat", "danger")),
        ({"state": NEW, "verify_due_at": NEAR}, ("penerusan sisa 1 hari kerja", "warning")),
        ({"state": NEW, "verify_due_at": LATE, "routed_at": LATE}, ("sisa 9 hari kerja", "info")),
        ({"state": WORKED, "respond_due_at": LATE}, ("tanggapan pertama terlambat", "danger")),
        ({"state": WORKED, "respond_due_at": NOW}, ("tanggapan pertama hari ini", "warning")),
        ({"state": WORKED, "respond_due_at": FAR}, ("sisa 9 hari kerja", "info")),
        (
            {"state": WORKED, "respond_due_at": LATE, "first_answered_at": LATE},
            ("sisa 9 hari kerja", "info"),
        ),
        (
            {"state": WORKED, "respond_due_at": LATE, "paused_at": NOW},
            ("jeda, menunggu pelapor", "neutral"),
        ),
        (
            {"state": WORKED, "respond_due_at": LATE, "resolve_due_at": NOW - timedelta(days=3)},
            ("terlambat 1 hari kerja", "danger"),
        ),
        ({"state": ComplaintState.CLOSED, "respond_due_at": LATE}, ("", "neutral")),
    ],
)
def test_officers_are_told_of_the_step_that_is_late_before_the_end(fields, said):
    left = left_to_officers(Complaint(**{"resolve_due_at": END, **fields}), NOW, NEW_YEAR)
    assert (left.words, left.tone) == said

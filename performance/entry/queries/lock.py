"""A quarter of a unit with the judgement on it: `locks.judge`, by the clock of the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from performance.entry.queries.locks import QuarterLock, closed_with_city, judge
from performance.entry.queries.source import EntryKey
from performance.models import ReportingWindow, Submission

_ENTRY = tuple(field.attname for field in Submission._meta.concrete_fields)
_WINDOW = tuple(field.attname for field in ReportingWindow._meta.concrete_fields)
_READ = """
WITH s AS (
    SELECT * FROM performance_submission
    WHERE organization_id = %(organization)s AND year = %(year)s AND quarter = %(quarter)s
    {entry_lock}
), w AS (
    SELECT * FROM performance_reportingwindow
    WHERE year = %(year)s AND quarter = %(quarter)s {window_lock}
)
SELECT {columns}, clock_timestamp(), EXISTS (
    SELECT 1 FROM performance_submission
    WHERE year = %(year)s AND quarter = 4 AND state = 'accepted')
FROM (SELECT 1) one LEFT JOIN s ON true LEFT JOIN w ON true
"""
_COLUMNS = ", ".join([*(f"s.{name}" for name in _ENTRY), *(f"w.{name}" for name in _WINDOW)])


@dataclass(frozen=True)
class Held:
    """The entry with the judgement on it."""

    submission: Submission
    window: ReportingWindow | None
    lock: QuarterLock


def look_at_quarter(key: EntryKey) -> Held:
    """Nothing is locked or made; a missing entry is an unsaved draft."""
    return read_quarter(key)


def read_quarter(key: EntryKey, entry_lock: str = "", window_lock: str = "") -> Held:
    statement = _READ.format(entry_lock=entry_lock, window_lock=window_lock, columns=_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(statement, key.parameters())
        *values, now, may_be_closed = cursor.fetchone()
    submission, window = _entry(key, values[: len(_ENTRY)]), _window(values[len(_ENTRY) :])
    lock = judge(key.quarter, submission, window, now)
    if lock.is_open and may_be_closed:
        lock = closed_with_city(lock, key.year)
    return Held(submission, window, lock)


def _entry(key: EntryKey, values: list) -> Submission:
    if values[0] is None:
        return Submission(organization_id=key.organization_id, year=key.year, quarter=key.quarter)
    return Submission.from_db("default", _ENTRY, values)


def _window(values: list) -> ReportingWindow | None:
    return None if values[0] is None else ReportingWindow.from_db("default", _WINDOW, values)

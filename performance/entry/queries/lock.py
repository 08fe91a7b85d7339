"""Hold a quarter open while figures are being written.

`FOR SHARE` on the entry and on its window: many may write at the same time, but the entry
cannot be submitted and the window cannot be moved until they have finished. The judgement
itself is `locks.judge`, with the clock of the database.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from performance.entry.queries.locks import QuarterLock, judge
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
SELECT {columns}, clock_timestamp()
FROM (SELECT 1) one LEFT JOIN s ON true LEFT JOIN w ON true
"""
_COLUMNS = ", ".join([*(f"s.{name}" for name in _ENTRY), *(f"w.{name}" for name in _WINDOW)])
_CREATE = """
    INSERT INTO performance_submission (organization_id, year, quarter, state,
        driving_factors, inhibiting_factors, follow_up_quarter, follow_up_plan,
        return_note, is_late, row_version)
    VALUES (%s, %s, %s, 'draft', '', '', '', '', '', false, 1)
    ON CONFLICT (organization_id, year, quarter) DO NOTHING
"""


@dataclass(frozen=True)
class Held:
    """The entry with the judgement on it."""

    submission: Submission
    window: ReportingWindow | None
    lock: QuarterLock


def hold_quarter(key: EntryKey, *, exclusive: bool = False) -> Held:
    """Inside a transaction: the entry (made when missing) and whether it is open, held.

    `exclusive` for those who will change the entry itself.
    """
    entry_lock = "FOR UPDATE" if exclusive else "FOR SHARE"
    held = _read(key, entry_lock, "FOR SHARE")
    if held.submission.pk is None:
        create_submission(key)
        held = _read(key, entry_lock, "FOR SHARE")
    return held


def look_at_quarter(key: EntryKey) -> Held:
    """The same for reading: nothing is locked or made; a missing entry is an unsaved draft."""
    return _read(key, "", "")


def create_submission(key: EntryKey) -> None:
    """The row of the entry; nothing happens when it is already there."""
    with connection.cursor() as cursor:
        cursor.execute(_CREATE, [key.organization_id, key.year, key.quarter])


def _read(key: EntryKey, entry_lock: str, window_lock: str) -> Held:
    statement = _READ.format(entry_lock=entry_lock, window_lock=window_lock, columns=_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(statement, key.parameters())
        *values, now = cursor.fetchone()
    submission, window = _entry(key, values[: len(_ENTRY)]), _window(values[len(_ENTRY) :])
    return Held(submission, window, judge(key.quarter, submission, window, now))


def _entry(key: EntryKey, values: list) -> Submission:
    if values[0] is None:
        return Submission(organization_id=key.organization_id, year=key.year, quarter=key.quarter)
    return Submission.from_db("default", _ENTRY, values)


def _window(values: list) -> ReportingWindow | None:
    return None if values[0] is None else ReportingWindow.from_db("default", _WINDOW, values)

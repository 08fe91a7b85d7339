"""Hold a quarter open while figures are being written.

`FOR SHARE` on the entry and on its window: many may write at the same time, but the entry
cannot be submitted and the window cannot be moved until they have finished.
"""

from __future__ import annotations

from performance.entry.queries.lock import Held, read_quarter
from performance.entry.queries.source import EntryKey
from performance.models import Submission


def hold_quarter(key: EntryKey, *, exclusive: bool = False) -> Held:
    """Inside a transaction: the entry (made when missing) and whether it is open, held.

    `exclusive` for those who will change the entry itself.
    """
    entry_lock = "FOR UPDATE" if exclusive else "FOR SHARE"
    held = read_quarter(key, entry_lock, "FOR SHARE")
    if held.submission.pk is None:
        create_submission(key)
        held = read_quarter(key, entry_lock, "FOR SHARE")
    return held


def create_submission(key: EntryKey) -> None:
    """The row of the entry; nothing happens when it is already there."""
    entry = Submission(organization_id=key.organization_id, year=key.year, quarter=key.quarter)
    Submission.objects.bulk_create([entry], ignore_conflicts=True)

"""A document whose file is gone or changed: made anew from its snapshot, or said to be lost."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from organizations.storage import FileLost
from reports.actions.queue import wake_worker
from reports.choices import JobState
from reports.models import ReportJob

log = logging.getLogger(__name__)
CHANGED = ("state", "attempts", "progress", "step", "error", "file_lost_at")


def note_lost(job: ReportJob, trouble: FileLost) -> ReportJob:
    """Keep that the file is lost; with a snapshot a worker writes it again, code and figures unchanged.

    Harmless when it is already noted, or when a new file has come meanwhile.
    """
    with transaction.atomic():
        locked = ReportJob.objects.select_for_update().get(pk=job.pk)
        is_seen = locked.file_lost_at is not None or locked.file.name != job.file.name
        if is_seen or locked.state != JobState.DONE:
            return locked
        log.error("document %s lost its file: %s", locked.code, trouble)
        locked.file_lost_at = timezone.now()
        if locked.snapshot_id is not None:
            locked.state, locked.attempts, locked.progress = JobState.PENDING, 0, 0
            locked.step, locked.error = "", ""
            wake_worker(locked)
        locked.save(update_fields=CHANGED)
    return locked

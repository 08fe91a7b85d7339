"""Does a document still say what the data say? Looked at when the data stamp moved."""

from __future__ import annotations

import logging

from django.utils import timezone

from reports.actions.making import read_consistently
from reports.choices import JobState
from reports.definitions import ReportError
from reports.models import ReportJob
from reports.registry import REPORTS
from reports.rendering.document import differences, figures_of

log = logging.getLogger(__name__)
BATCH = 50


def refresh(job: ReportJob) -> ReportJob:
    """Compare the document's figures with today's when the stamp moved; keep what differs."""
    found = REPORTS.find(job.slug)
    if found is None or job.state != JobState.DONE or not job.figures:
        return job
    report = found()
    stamp = report.stamp(job.params)
    if stamp == job.checked_stamp:
        return job
    try:
        changes = differences(job.figures, figures_of(read_consistently(report, job.params)))
    except ReportError as error:
        log.warning("job %s cannot be compared: %s", job.pk, error)
        return job
    job.checked_stamp, job.differences = stamp, changes
    job.stale_since = (job.stale_since or timezone.now()) if changes else None
    job.save(update_fields=["checked_stamp", "differences", "stale_since"])
    return job


def refresh_of(organization_id: int | None) -> int:
    """Look again at the newest finished documents of a unit. Returns how many are stale.

    Without a unit: those of the whole city, which hold figures of every unit, then the
    newest of all units, whose plans share the city's goals and versions.
    """
    done = ReportJob.objects.filter(state=JobState.DONE).order_by("-pk")
    rows = list(done.filter(organization=organization_id)[:BATCH])
    if organization_id is None:
        rows += done.exclude(organization=None)[: BATCH * 4]
    return sum(refresh(job).is_stale for job in rows)

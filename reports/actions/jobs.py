"""The life of a job until it is made: asked for, asked for in another format, tried again.

The row is the promise; `reports.actions.queue` says who makes it and when.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.access import allow
from organizations.models import User
from reports import permissions
from reports.actions.queue import wake_worker
from reports.choices import Format, JobState
from reports.definitions import Report
from reports.models import ReportJob

MAX_OPEN = 20


def request_job(
    *,
    report: Report,
    params: Mapping[str, Any],
    fmt: str,
    by: User,
    key: uuid.UUID | None = None,
) -> ReportJob:
    """Ask for a document; returns the job to watch.

    The same form sent twice gives the same job, and the same request on unchanged data the
    document that exists. Raises PermissionDenied or ValidationError with a sentence.
    """
    allow(report.can_request(by, params))
    key = key or uuid.uuid4()
    with transaction.atomic():
        known = ReportJob.objects.filter(request_key=key).first()
        if known is not None:
            return known
        stamp = report.stamp(params)
        same = _existing(report.slug, params, fmt, stamp, by)
        if same is not None:
            return same
        if ReportJob.objects.filter(requester=by, state__in=OPEN_STATES).count() >= MAX_OPEN:
            raise ValidationError(
                f"Masih ada {MAX_OPEN} dokumen Anda yang menunggu. Tunggu sampai sebagian selesai."
            )
        job, created = ReportJob.objects.get_or_create(
            request_key=key,
            defaults={
                "slug": report.slug,
                "title": report.title,
                "format": fmt,
                "params": dict(params),
                "organization_id": params.get("organization"),
                "year": params.get("year"),
                "requester": by,
                "stamp": stamp,
            },
        )
        if created:
            wake_worker(job)
    return job


OPEN_STATES = (JobState.PENDING, JobState.RUNNING)


def _existing(
    slug: str, params: Mapping[str, Any], fmt: str, stamp: str, by: User
) -> ReportJob | None:
    """A finished, still current document of the same request that this person may see."""
    rows = ReportJob.objects.filter(permissions.visible_jobs(by)).filter(
        slug=slug, format=fmt, stamp=stamp, params=dict(params), state=JobState.DONE
    )
    return rows.filter(stale_since=None, file_lost_at=None).order_by("-pk").first()


def request_format(*, job: ReportJob, fmt: str, by: User) -> ReportJob:
    """The same document in another format, from its snapshot: figures as they were then."""
    allow(permissions.can_view(by, job))
    if job.state != JobState.DONE or job.snapshot_id is None:
        raise ValidationError("Dokumen ini tidak menyimpan rekaman data. Buat dokumen baru.")
    if fmt not in Format.values:
        raise ValidationError("Pilih bentuk berkas dari daftar.")
    known = (
        ReportJob.objects.filter(permissions.visible_jobs(by))
        .filter(snapshot=job.snapshot_id, slug=job.slug, format=fmt, state=JobState.DONE)
        .filter(file_lost_at=None)
        .first()
    )
    if known is not None:
        return known
    with transaction.atomic():
        found = ReportJob.objects.create(
            slug=job.slug,
            title=job.title,
            format=fmt,
            params=job.params,
            organization_id=job.organization_id,
            year=job.year,
            requester=by,
            stamp=job.stamp,
            snapshot_id=job.snapshot_id,
            snapshot_sha256=job.snapshot_sha256,
            figures_packed=job.figures_packed,
            is_draft=job.is_draft,
        )
        wake_worker(found)
    return found


def retry_job(*, job: ReportJob, by: User) -> ReportJob:
    """Put a failed job back to the queue."""
    with transaction.atomic():
        locked = ReportJob.objects.select_for_update().get(pk=job.pk)
        allow(permissions.can_retry(by, locked))
        locked.state, locked.attempts, locked.progress, locked.error = JobState.PENDING, 0, 0, ""
        locked.step = ""
        if locked.file_lost_at is None:  # a document made anew keeps the day it was issued
            locked.finished_at = None
        locked.save()
        wake_worker(locked)
    return locked

"""The life of a job until it is made: asked for, asked for in another format, tried again.

The row is the promise; `reports.actions.queue` says who makes it and when.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import User
from reports import permissions
from reports.actions.queue import wake_worker
from reports.actions.room import insist_on_room
from reports.choices import Format, JobState
from reports.definitions import Report
from reports.models import ReportJob
from reports.registry import REPORTS

MOMENT = timedelta(minutes=5)


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
        insist_on_room(by)
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


def _existing(
    slug: str, params: Mapping[str, Any], fmt: str, stamp: str, by: User
) -> ReportJob | None:
    """A finished, still current document of the same request that this person may see.

    A document that is signed is made anew: who signs may have changed though the figures have not.
    """
    same = Q(slug=slug, format=fmt, stamp=stamp, params=dict(params), state=JobState.DONE)
    same &= Q(stale_since=None, file_lost_at=None)
    recent = Q(requester=by, created_at__gt=timezone.now() - MOMENT, signature_requests=None)
    if fmt == Format.PDF:
        same &= Q(signers=[]) | recent
    rows = ReportJob.objects.filter(same, permissions.visible_jobs(by, same))
    return rows.order_by("-pk").first()


def request_format(*, job: ReportJob, fmt: str, by: User) -> ReportJob:
    """The same document in another format, from its snapshot: figures as they were then.

    Raises PermissionDenied or ValidationError with a sentence.
    """
    allow(permissions.can_remake(by, job))
    if job.state != JobState.DONE or job.snapshot_id is None:
        raise ValidationError("Dokumen ini tidak menyimpan rekaman data. Buat dokumen baru.")
    report = REPORTS.find(job.slug)
    if report is None or fmt not in report.formats:
        raise ValidationError("Pilih bentuk berkas dari daftar.")
    known = _known_format(job, fmt, by)
    if known is not None:
        return known
    with transaction.atomic():
        insist_on_room(by)
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


def _known_format(job: ReportJob, fmt: str, by: User) -> ReportJob | None:
    """The document in that format, ready or asked for by the same person a moment ago."""
    same = Q(snapshot=job.snapshot_id, slug=job.slug, format=fmt, file_lost_at=None)
    same &= Q(state=JobState.DONE) | Q(state__in=JobState.open(), requester=by)
    return ReportJob.objects.filter(same, permissions.visible_jobs(by, same)).first()


def retry_job(*, job: ReportJob, by: User) -> ReportJob:
    """Put a failed job back to the queue; it waits in the name of whoever asked for it.

    Raises PermissionDenied or ValidationError with a sentence.
    """
    with transaction.atomic():
        locked = ReportJob.objects.select_for_update().get(pk=job.pk)
        allow(permissions.can_retry(by, locked))
        insist_on_room(locked.requester, in_batch=locked.batch_id is not None)
        locked.state, locked.attempts, locked.progress, locked.error = JobState.PENDING, 0, 0, ""
        locked.step = ""
        if locked.file_lost_at is None:  # a document made anew keeps the day it was issued
            locked.finished_at = None
        locked.save()
        wake_worker(locked)
    return locked


def publish_job(*, job: ReportJob, by: User) -> ReportJob:
    """Show a document to everybody, or take it back; the same act both ways."""
    with transaction.atomic():
        locked = ReportJob.objects.select_for_update().get(pk=job.pk)
        allow(permissions.can_publish(by, locked))
        locked.is_public = not locked.is_public
        locked.published_at = timezone.now() if locked.is_public else None
        locked.save(update_fields=["is_public", "published_at"])
        activity.record(
            obj=locked,
            verb="reports.publish" if locked.is_public else "reports.unpublish",
            summary=f"{said_of_publishing(locked)}: {locked}",
            by=by,
            organization=locked.organization,
        )
    return locked


def said_of_publishing(job: ReportJob) -> str:
    return "Ditayangkan untuk umum" if job.is_public else "Ditarik dari halaman umum"

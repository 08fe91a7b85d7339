"""The life of a job: asked for, claimed, written, kept. The row is the promise.

Redis only wakes a worker. What was not woken, or whose worker died, is found by `sweep`.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from organizations.models import User
from reports import permissions, tasks
from reports.choices import Format, JobState
from reports.definitions import Report, ReportData, ReportError
from reports.models import ReportJob, Snapshot
from reports.registry import find_report
from reports.rendering.document import (
    Output,
    figures_of,
    fingerprint,
    is_drawn,
    marked_page,
    write,
)
from reports.rendering.snapshot import pack, unpack

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=6)  # longer than the hard time limit of a task
MAX_ATTEMPTS = 3
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
    decision = report.can_request(by, params)
    if not decision:
        raise PermissionDenied(decision.reason)
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
            transaction.on_commit(lambda: wake(job.pk))
    return job


OPEN_STATES = (JobState.PENDING, JobState.RUNNING)


def _existing(
    slug: str, params: Mapping[str, Any], fmt: str, stamp: str, by: User
) -> ReportJob | None:
    """A finished, still current document of the same request that this person may see."""
    rows = ReportJob.objects.filter(permissions.visible_jobs(by)).filter(
        slug=slug, format=fmt, stamp=stamp, params=dict(params), state=JobState.DONE
    )
    return rows.filter(stale_since=None).order_by("-pk").first()


def wake(job_id: int) -> None:
    """Tell a worker; a broker that is away is not the requester's trouble."""
    try:
        tasks.render_job.apply_async([job_id], retry=False)
    except Exception:  # noqa: BLE001 - any broker error: the sweep will find the row
        log.warning("broker unreachable, job %s waits for the sweep", job_id)


def run(job_id: int) -> None:
    """Claim the job and make the document; failures are kept in words on the row."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        _make(job)
    except ReportError as error:
        _fail(job, str(error))
    except SoftTimeLimitExceeded:
        _fail(job, "Dokumen terlalu lama dibuat. Persempit pilihannya, lalu coba lagi.")
    except MemoryError:
        _fail(job, "Dokumen terlalu besar untuk dibuat. Pilih format XLSX atau CSV.")
    except Exception:
        log.exception("report job %s failed", job_id)
        _fail(job, f"Terjadi gangguan saat membuat dokumen. Sebutkan nomor {job_id} kepada admin.")


def _claim(job_id: int) -> ReportJob | None:
    """Atomically take a waiting job, or one whose worker is gone."""
    now = timezone.now()
    free = Q(state=JobState.PENDING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    taken = ReportJob.objects.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
        started_at=now,
        progress=5,
        step="Membaca data",
        error="",
    )
    return ReportJob.objects.get(pk=job_id) if taken else None


def _make(job: ReportJob) -> None:
    report = _report(job.slug)

    def tell(percent: int, step: str) -> None:
        ReportJob.objects.filter(pk=job.pk).update(progress=percent, step=step)

    if job.snapshot_id:
        _write_again(job, report, tell)
        return
    data = read_consistently(report, job.params)
    tell(25, "Menyusun halaman")
    page = None if is_drawn(report, data) else marked_page(report, data)
    output = write(report, data, job.format, job.code, tell, page=page)
    tell(92, "Menyimpan")
    job.snapshot = keep_snapshot(data, page or "")
    job.figures, job.snapshot_sha256 = figures_of(data), fingerprint(data)
    _finish(job, data, output)


def keep_snapshot(data: ReportData, page: str) -> Snapshot:
    packed = pack(data, page)
    kept, _ = Snapshot.objects.get_or_create(
        sha256=packed.sha256, defaults={"content": packed.content}
    )
    return kept


def _write_again(job: ReportJob, report: Report, tell: Callable[[int, str], None]) -> None:
    """Another format of a document, from what was kept when it was made."""
    assert job.snapshot is not None  # noqa: S101 - the caller looked
    data, page = unpack(bytes(job.snapshot.content), job.snapshot_sha256)
    output = write(report, data, job.format, job.code, tell, page=page or None)
    tell(92, "Menyimpan")
    _finish(job, data, output)


def request_format(*, job: ReportJob, fmt: str, by: User) -> ReportJob:
    """The same document in another format, from its snapshot: figures as they were then."""
    decision = permissions.can_view(by, job)
    if not decision:
        raise PermissionDenied(decision.reason)
    if job.state != JobState.DONE or job.snapshot_id is None:
        raise ValidationError("Dokumen ini tidak menyimpan rekaman data. Buat dokumen baru.")
    if fmt not in Format.values:
        raise ValidationError("Pilih bentuk berkas dari daftar.")
    known = (
        ReportJob.objects.filter(permissions.visible_jobs(by))
        .filter(snapshot=job.snapshot_id, slug=job.slug, format=fmt, state=JobState.DONE)
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
        transaction.on_commit(lambda: wake(found.pk))
    return found


def read_consistently(report: Report, params: Mapping[str, Any]) -> ReportData:
    """All figures of one moment: a read-only snapshot of the database."""
    if connection.in_atomic_block:  # a caller's transaction is its own snapshot
        return report.data(params)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return report.data(params)


def _report(slug: str) -> Report:
    found = find_report(slug)
    if found is None:
        raise ReportError(f"Laporan “{slug}” tidak dikenal lagi.")
    return found()


def _finish(job: ReportJob, data: ReportData, output: Output) -> None:
    name = f"{data.file_stem}.{job.format}"
    stored = store(output.content, job.code, job.format)
    now = timezone.now()
    job.state, job.progress, job.step = JobState.DONE, 100, "Selesai"
    job.title, job.file_name, job.file = data.title, name, stored
    job.sha256 = hashlib.sha256(output.content).hexdigest()
    job.size, job.pages = len(output.content), output.pages
    job.versions = dict(data.versions)
    job.stamp = job.checked_stamp = data.stamp
    job.is_draft, job.finished_at, job.lease_until = data.is_draft, now, None
    job.organization_id, job.year = data.organization_id, data.year
    job.signers = [
        {"heading": s.heading, "position": s.position, "name": s.name} for s in data.signers
    ]
    job.save()


def store(content: bytes, code: str, fmt: str) -> str:
    """Write the file beside its place and rename it: never half a document. Returns its name."""
    folder = Path(settings.MEDIA_ROOT) / "documents" / f"{timezone.now():%Y}"
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        final = folder / f"{code}-{uuid.uuid4().hex[:8]}.{fmt}"
        Path(path).replace(final)
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise
    return str(final.relative_to(settings.MEDIA_ROOT))


def _fail(job: ReportJob, reason: str) -> None:
    ReportJob.objects.filter(pk=job.pk).update(
        state=JobState.FAILED,
        error=reason,
        step="Gagal",
        finished_at=timezone.now(),
        lease_until=None,
    )


def sweep() -> int:
    """Wake what waits, take up what lost its worker, give up after three tries."""
    now = timezone.now()
    lost = ReportJob.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    lost.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED,
        error="Pembuatan dokumen berhenti tiga kali. Hubungi admin sistem.",
        finished_at=now,
        lease_until=None,
    )
    waiting = Q(state=JobState.PENDING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    ids = list(ReportJob.objects.filter(waiting).order_by("pk").values_list("pk", flat=True)[:100])
    for job_id in ids:
        wake(job_id)
    return len(ids)


def retry_job(*, job: ReportJob, by: User) -> ReportJob:
    """Put a failed job back to the queue."""
    with transaction.atomic():
        locked = ReportJob.objects.select_for_update().get(pk=job.pk)
        decision = permissions.can_retry(by, locked)
        if not decision:
            raise PermissionDenied(decision.reason)
        locked.state, locked.attempts, locked.progress, locked.error = JobState.PENDING, 0, 0, ""
        locked.step, locked.finished_at = "", None
        locked.save()
        transaction.on_commit(lambda: wake(locked.pk))
    return locked


def render_now(report: Report, params: Mapping[str, Any], fmt: str) -> tuple[ReportJob, bytes]:
    """Make a document synchronously, with a job row so that its QR code verifies."""
    data = read_consistently(report, params)
    job = ReportJob(slug=report.slug, title=report.title, format=fmt, params=dict(params))
    if fmt in (Format.HTML, Format.CSV):
        return job, write(report, data, fmt, "", lambda *_: None).content
    page = None if is_drawn(report, data) else marked_page(report, data)
    output = write(report, data, fmt, job.code, lambda *_: None, page=page)
    job.attempts, job.started_at = 1, timezone.now()
    job.snapshot = keep_snapshot(data, page or "")
    job.figures, job.snapshot_sha256 = figures_of(data), fingerprint(data)
    _finish(job, data, output)
    return job, output.content

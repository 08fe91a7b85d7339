"""Making a document: claim the job, read once, write, keep the file with its figures."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils import timezone

from organizations.storage import NotSaved, documents, stored
from reports.actions import leases, parts
from reports.choices import Format, JobState
from reports.definitions import Report, ReportData, ReportError
from reports.models import ReportJob, Snapshot
from reports.registry import REPORTS
from reports.rendering.document import (
    Output,
    figures_of,
    fingerprint,
    marked_page,
    write,
)
from reports.rendering.joined import LayOut
from reports.rendering.pdf import resting_collector
from reports.rendering.snapshot import pack, unpack

log = logging.getLogger(__name__)


def run(job_id: int) -> None:
    """Claim the job and make the document; failures are kept in words on the row."""
    job = leases.claim(job_id)
    if job is None:
        return
    try:
        with leases.renewed(job), resting_collector():  # tidying up begins when it is ready
            _make(job)
    except leases.LeaseLost:
        log.warning("report job %s was taken up by another worker", job_id)
    except (ReportError, NotSaved) as error:
        _fail(job, str(error))
    except SoftTimeLimitExceeded:
        _fail(job, "Dokumen terlalu lama dibuat. Persempit pilihannya, lalu coba lagi.")
    except MemoryError:
        _fail(job, "Dokumen terlalu besar untuk dibuat. Pilih format XLSX atau CSV.")
    except Exception:
        log.exception("report job %s failed", job_id)
        _fail(job, f"Terjadi gangguan saat membuat dokumen. Sebutkan nomor {job_id} kepada admin.")


def _make(job: ReportJob) -> None:
    report = _report(job.slug)

    def tell(percent: int, step: str) -> None:
        leases.note(job, progress=percent, step=step)

    if job.snapshot_id:
        _write_again(job, report, tell)
        return
    data = read_consistently(report, job.params)
    tell(25, "Menyusun halaman")
    page = None if report.is_form else marked_page(report, data)
    output = write(
        report, data, job.format, job.code, tell, page=page, lay_out=_parts_of(job, tell)
    )
    tell(92, "Menyimpan")
    job.figures, job.snapshot_sha256 = figures_of(data), fingerprint(data)
    _finish(job, data, output, page or "")


def _parts_of(job: ReportJob, tell: Callable[[int, str], None]) -> LayOut:
    """Of a batch every worker has documents of its own to make: nobody is asked to help."""
    return parts.shared(tell, with_help=job.batch_id is None)


def keep_snapshot(data: ReportData, page: str) -> Snapshot:
    packed = pack(data, page)
    kept, _ = Snapshot.objects.get_or_create(
        sha256=packed.sha256, defaults={"content": packed.content}
    )
    return kept


def _write_again(job: ReportJob, report: Report, tell: Callable[[int, str], None]) -> None:
    """Another format of a document, from what was kept when it was made."""
    assert job.snapshot is not None  # noqa: S101 - the caller looked
    data, page = unpack(bytes(job.snapshot.content), job.snapshot_sha256, job.figures)
    output = write(
        report,
        data,
        job.format,
        job.code,
        tell,
        page=page or None,
        lay_out=_parts_of(job, tell),
        made_at=job.finished_at,
    )
    tell(92, "Menyimpan")
    _finish(job, data, output)


def read_consistently(report: Report, params: Mapping[str, Any]) -> ReportData:
    """All figures of one moment: a read-only snapshot of the database."""
    if connection.in_atomic_block:  # a caller's transaction is its own snapshot
        return report.data(params)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return report.data(params)


def _report(slug: str) -> Report:
    found = REPORTS.find(slug)
    if found is None:
        raise ReportError(f"Laporan “{slug}” tidak dikenal lagi.")
    return found()


def _finish(job: ReportJob, data: ReportData, output: Output, page: str | None = None) -> None:
    """Keep file, row and what it was written from together, or nothing of it.

    `page` is that of a new document; one that is written again has its snapshot.
    """
    place = f"documents/{timezone.now():%Y}/{job.code}-{uuid.uuid4().hex[:8]}.{job.format}"
    with stored(documents(), place, output.content) as name, transaction.atomic():
        if job.pk:
            leases.insist(job)
        if page is not None:
            job.snapshot = keep_snapshot(data, page)
        _fill(job, data, output, name)
        job.save()


def _fill(job: ReportJob, data: ReportData, output: Output, name: str) -> None:
    digest = hashlib.sha256(output.content).hexdigest()
    if job.file_lost_at is None:
        job.finished_at = timezone.now()
    elif digest != job.sha256:  # issued on that day, with that file; this one serves in its place
        job.earlier_sha256 = [*job.earlier_sha256, job.sha256]
    job.file, job.sha256, job.file_lost_at = name, digest, None
    job.state, job.progress, job.step = JobState.DONE, 100, "Selesai"
    job.title, job.file_name = data.title, f"{data.file_stem}.{job.format}"
    job.size, job.pages = len(output.content), output.pages
    job.carried = dict(output.carried)
    job.versions = dict(data.versions)
    job.stamp = job.checked_stamp = data.stamp
    job.is_draft, job.lease_until = data.is_draft, None
    job.organization_id, job.year = data.organization_id, data.year
    names = ("heading", "position", "name", "employee_number", "turn")
    job.signers = [{name: getattr(signer, name) for name in names} for signer in data.signers]


def _fail(job: ReportJob, reason: str) -> None:
    leases.held(job).update(
        state=JobState.FAILED,
        error=reason,
        step="Gagal",
        finished_at=job.finished_at or timezone.now(),
        lease_until=None,
    )


def render_now(report: Report, params: Mapping[str, Any], fmt: str) -> tuple[ReportJob, bytes]:
    """Make a document synchronously, with a job row so that its QR code verifies."""
    data = read_consistently(report, params)
    job = ReportJob(slug=report.slug, title=report.title, format=fmt, params=dict(params))
    if fmt in (Format.HTML, Format.CSV):
        return job, write(report, data, fmt, "", lambda *_: None).content
    page = None if report.is_form else marked_page(report, data)
    kept = parts.shared(lambda *_: None, with_help=False)
    output = write(report, data, fmt, job.code, lambda *_: None, page=page, lay_out=kept)
    job.attempts, job.started_at = 1, timezone.now()
    job.figures, job.snapshot_sha256 = figures_of(data), fingerprint(data)
    _finish(job, data, output, page or "")
    return job, output.content

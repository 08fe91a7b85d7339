"""One document for each of many units: asked for at once, made one by one, fetched as a zip."""

from __future__ import annotations

import csv
import io
import tempfile
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.access import allow
from organizations.models import User
from reports.actions.queue import wake_worker
from reports.choices import JobState
from reports.definitions import Report
from reports.models import ReportBatch, ReportJob
from reports.rendering.delimited import plain_cell

MAX_UNITS = 200


def request_batch(
    *, report: Report, choices: Sequence[Mapping[str, Any]], fmt: str, by: User, key: uuid.UUID
) -> ReportBatch:
    """Ask for one document for each set of parameters; the same form twice gives one batch."""
    if not choices:
        raise ValidationError("Pilih paling sedikit satu perangkat daerah.")
    if len(choices) > MAX_UNITS:
        raise ValidationError(f"Satu permintaan paling banyak {MAX_UNITS} dokumen.")
    for params in choices:
        allow(report.can_request(by, params))
    with transaction.atomic():
        batch, created = ReportBatch.objects.get_or_create(
            request_key=key,
            defaults={
                "slug": report.slug,
                "title": f"{report.title}: {len(choices)} perangkat daerah",
                "format": fmt,
                "requester": by,
            },
        )
        if created:
            jobs = ReportJob.objects.bulk_create(
                ReportJob(
                    slug=report.slug,
                    title=report.title,
                    format=fmt,
                    params=dict(params),
                    organization_id=params["organization"],
                    year=params["year"],
                    requester=by,
                    stamp=report.stamp(params),
                    batch=batch,
                )
                for params in choices
            )
            for job in jobs:
                wake_worker(job)
    return batch


def write_zip(batch: ReportBatch) -> IO[bytes]:
    """All finished documents and a list of what each is; the file is gone when it is closed."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    jobs = list(batch.jobs.select_related("organization").order_by("organization__code", "pk"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for job in jobs:
            if job.state == JobState.DONE:
                with job.file.open("rb") as source:
                    archive.writestr(job.file_name, source.read())
        archive.writestr("daftar.csv", _listing(jobs))
    target.seek(0)
    return target


def _listing(jobs: Sequence[ReportJob]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["perangkat_daerah", "berkas", "status", "kode_dokumen", "sha256", "sebab"])
    for job in jobs:
        unit = job.organization.name if job.organization else "Kota"
        cells = (unit, job.file_name, job.get_state_display(), job.code, job.sha256, job.error)
        writer.writerow([plain_cell(cell) for cell in cells])
    return text.getvalue()

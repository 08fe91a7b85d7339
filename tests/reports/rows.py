"""Rows of the report machine, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

import uuid

from organizations.models import Assignment, Organization
from reports.actions.batches import request_batch
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.registry import REPORTS
from tests.reports.documents import YEAR


def add_rows(unit: Organization) -> None:
    """One more document of the unit, made, and one of a batch."""
    by = Assignment.objects.filter(organization=unit, role="operator_opd")[0].user
    report = REPORTS.find("e81")()
    params = report.resolve({"opd": unit.code, "tahun": str(YEAR), "triwulan": "4"})
    run(request_job(report=report, params=params, fmt="csv", by=by).pk)
    _ask_head(ReportJob.objects.filter(organization=unit).latest("pk"), unit)
    batch = request_batch(report=report, choices=[params], fmt="csv", by=by, key=uuid.uuid4())
    for job in batch.jobs.all():
        run(job.pk)


def _ask_head(job: ReportJob, unit: Organization) -> None:
    """A signature that is waited for, and an earlier sending of the same person."""
    held = Assignment.objects.filter(organization=unit, role="kepala_opd")[0]
    SigningBatch.objects.create(person=held.user)
    SignatureRequest.objects.create(
        job=job,
        number=1,
        turn=1,
        position=held.printed_position,
        name=held.user.full_name,
        assignment=held,
        signatory=held.user,
        asked_by=held.user,
        reason="Pengesahan",
    )

"""Rows of the report machine, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

import uuid

from organizations.models import Assignment, Organization
from reports.actions.batches import request_batch
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.registry import REPORTS
from tests.reports.documents import YEAR


def add_rows(unit: Organization) -> None:
    """One more document of the unit, made, and one of a batch."""
    by = Assignment.objects.filter(organization=unit, role="operator_opd")[0].user
    report = REPORTS.find("e81")()
    params = report.resolve({"opd": unit.code, "tahun": str(YEAR), "triwulan": "4"})
    run(request_job(report=report, params=params, fmt="csv", by=by).pk)
    batch = request_batch(report=report, choices=[params], fmt="csv", by=by, key=uuid.uuid4())
    for job in batch.jobs.all():
        run(job.pk)

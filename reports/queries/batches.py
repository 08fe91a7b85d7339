"""Batches with how far their documents are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.access import access_of
from reports.choices import JobState
from reports.models import ReportBatch, ReportJob
from reports.permissions import personal_slugs, visible_jobs
from reports.registry import REPORTS


@dataclass(frozen=True)
class BatchLine:
    """`name` is that of the unit, or of the document where a unit has several."""

    job: ReportJob
    tone: str
    name: str


@dataclass(frozen=True)
class BatchState:
    lines: list[BatchLine]
    done: int
    failed: int
    total: int

    @property
    def percent(self) -> int:
        return round((self.done + self.failed) * 100 / self.total) if self.total else 0

    @property
    def is_finished(self) -> bool:
        return self.done + self.failed == self.total


def visible_batches(user: Any) -> QuerySet[ReportBatch]:
    """One's own; those who read every document see every batch. One without a document that the
    person sees today is not seen."""
    rows = ReportBatch.objects.select_related("requester")
    seen = visible_jobs(user, Q(batch__isnull=False))
    rows = rows.filter(Exists(ReportJob.objects.filter(seen, batch=OuterRef("pk"))))
    if access_of(user).allows("reports.view", None):
        return rows.filter(Q(requester=user) | ~Q(slug__in=personal_slugs()))
    return rows.filter(requester=user)


def documents_of(batch: ReportBatch, user: Any) -> QuerySet[ReportJob]:
    """The batch's documents that this person sees today."""
    rows = batch.jobs.filter(visible_jobs(user, Q(batch=batch)))
    return rows.select_related("organization")


def batch_state(batch: ReportBatch, user: Any) -> BatchState:
    rows = documents_of(batch, user).defer("figures_packed", "differences")
    jobs = list(rows.order_by("organization__name", "pk"))
    counts = Counter(job.state for job in jobs)
    report = REPORTS.find(batch.slug)
    is_of_unit = report is None or report.many_of == "opd"
    lines = [
        BatchLine(job, JobState.tone_of(job.state), _name(job, is_of_unit=is_of_unit))
        for job in jobs
    ]
    return BatchState(lines, counts[JobState.DONE], counts[JobState.FAILED], len(jobs))


def _name(job: ReportJob, *, is_of_unit: bool) -> str:
    if not is_of_unit:
        return job.title
    return job.organization.name if job.organization else "Kota"

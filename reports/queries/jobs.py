"""Jobs for lists and pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from reports import permissions
from reports.choices import JobState
from reports.models import ReportJob
from reports.registry import REPORTS

PAGE = 25


def visible(user: Any, among: Q | None = None) -> QuerySet[ReportJob]:
    """Documents this person sees today; only those `among` which match, when it is given."""
    rows = ReportJob.objects.filter(among or Q(), permissions.visible_jobs(user, among))
    return rows.select_related("organization", "requester").defer("figures_packed", "differences")


def job_page(
    user: Any, *, slug: str = "", state: str = "", before: int | None = None
) -> tuple[list[ReportJob], int | None]:
    """One keyset page of visible jobs, newest first, and the key of the next one."""
    rows = visible(user).order_by("-pk")
    if slug:
        rows = rows.filter(slug=slug)
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], found[PAGE - 1].pk if more else None


def waiting_before(job: ReportJob) -> int:
    """How many documents are ahead of this one: those of a batch let all others pass."""
    earlier = Q(pk__lt=job.pk)
    ahead = earlier | Q(batch=None) if job.batch_id else earlier & Q(batch=None)
    return ReportJob.objects.filter(ahead, state=JobState.PENDING).count()


def report_titles() -> list[tuple[str, str]]:
    return [(report.slug, report.title) for report in REPORTS.all()]

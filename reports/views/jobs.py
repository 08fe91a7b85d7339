"""Watching, fetching, repeating and publishing documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.web import Crumb, StaffView, buttons, chosen, marker, page
from reports import permissions, states
from reports.actions.jobs import publish_job, request_format, retry_job, said_of_publishing
from reports.actions.staleness import refresh
from reports.choices import Format, JobState, SignatureState
from reports.forms import JobFilterForm
from reports.models import ReportJob, SignatureRequest
from reports.queries.jobs import job_page, waiting_before
from reports.queries.signatures import issued, signatures_of
from reports.queries.signing_setup import missing
from reports.registry import REPORTS
from reports.rendering.delimited import SPREADSHEETS

CRUMBS = [Crumb("Dokumen", "/dokumen/")]
MOVES = {move.name: move for move in (states.REFUSE, states.ASK_AGAIN)}


def signing_context(user: Any, job: ReportJob) -> dict[str, Any]:
    """What a page of a document says of its signatures."""
    rows = signatures_of(job) if job.format == Format.PDF else []
    return {
        "signatures": [
            {
                "request": row,
                "is_mine": row.signatory_id == user.pk and row.state in SignatureState.open(),
                "buttons": buttons(MOVES, user, row, url=_move_url(row), ask=True),
            }
            for row in rows
        ],
        "issued": issued(job),
        "may_ask_signatures": permissions.can_ask_signatures(user, job),
        "signing_missing": missing() if job.signers else "",
    }


def _move_url(row: SignatureRequest) -> Callable[[str], str]:
    return lambda name: reverse("reports:signature-transition", args=[row.pk, name])


class JobListView(StaffView):
    right = "reports.request"

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = JobFilterForm(request.GET or None)
        asked = chosen(filters)
        jobs, following = job_page(
            request.user,
            slug=asked.get("slug", ""),
            state=asked.get("state", ""),
            before=marker(request),
        )
        lines = [{"job": job, "tone": JobState.tone_of(job.state)} for job in jobs]
        context = {
            "lines": lines,
            "following": following,
            "filters": filters,
            "may_request": self.access.has("reports.request"),
        }
        return page(request, "reports/job_list.html", context)


class JobView(StaffView):
    """Everything on one visible job; a job that may not be seen does not exist."""

    def job(self) -> ReportJob:
        this = Q(pk=self.kwargs["pk"])
        rows = ReportJob.objects.filter(this, permissions.visible_jobs(self.request.user, this))
        return get_object_or_404(rows.select_related("organization", "requester"))


class JobDetailView(JobView):
    """The page polls itself while the document is being made."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = self.job()
        if job.state == JobState.DONE:
            job = refresh(job)
        context: dict[str, Any] = {
            "job": job,
            "tone": JobState.tone_of(job.state),
            "ahead": waiting_before(job) if job.state == JobState.PENDING else 0,
            "may_retry": permissions.can_retry(request.user, job),
            "may_publish": permissions.can_publish(request.user, job),
            "other_formats": self.other_formats(job),
            "dialects": SPREADSHEETS if job.format == Format.CSV and job.snapshot_id else {},
            "publishes": self.access.has("reports.publish"),
            **signing_context(request.user, job),
        }
        return page(request, "reports/job_detail.html", context, crumbs=CRUMBS, fragment="status")

    def other_formats(self, job: ReportJob) -> list[Format]:
        if not job.snapshot_id or not permissions.can_ask_again(self.request.user, job):
            return []
        report = REPORTS.find(job.slug)
        return [f for f in (report.formats if report else ()) if f.value != job.format]


class RetryView(JobView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = self.job()
        try:
            retry_job(job=job, by=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Dokumen dicoba dibuat lagi.")
        return redirect(job)


class FormatView(JobView):
    """The same figures in another format, from the document's snapshot."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = self.job()
        try:
            found = request_format(job=job, fmt=request.POST.get("format", ""), by=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect(job)
        return redirect(found)


class PublishView(JobView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = publish_job(job=self.job(), by=request.user)
        messages.success(request, f"{said_of_publishing(job)}.")
        return redirect(job)

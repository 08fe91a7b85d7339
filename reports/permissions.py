"""Who sees which job. Whether a report may be asked for is the report's own rule."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from organizations.access import ALLOWED, Decision, access_of, denied
from reports.choices import JobState
from reports.models import ReportJob
from reports.registry import REPORTS


def visible_jobs(user: Any) -> Q:
    """Own requests, and those of the units whose documents the person may read."""
    if not user.is_authenticated:
        return Q(pk__in=())
    access = access_of(user)
    if not access.has("reports.view"):
        return Q(requester=user)
    theirs = access.q("reports.view")
    personal = personal_slugs()
    if personal:
        theirs &= ~Q(slug__in=personal)
    return Q(requester=user) | theirs if theirs else theirs  # an empty Q means: every job


def personal_slugs() -> list[str]:
    """Reports whose documents only their requester sees."""
    return [report.slug for report in REPORTS.all() if report.is_personal]


def can_view(user: Any, job: ReportJob) -> Decision:
    if ReportJob.objects.filter(visible_jobs(user), pk=job.pk).exists():
        return ALLOWED
    return denied("Dokumen ini di luar kewenangan Anda.")


def can_retry(user: Any, job: ReportJob) -> Decision:
    if job.state != JobState.FAILED:
        return denied("Hanya dokumen yang gagal yang dapat dicoba lagi.")
    return can_view(user, job)


def can_publish(user: Any, job: ReportJob) -> Decision:
    """Publishing is for finished documents made of accepted figures only."""
    if not access_of(user).allows("reports.publish", job.organization_id):
        return denied("Dokumen ditayangkan oleh Bappeda.")
    if job.state != JobState.DONE:
        return denied("Dokumen ini belum selesai dibuat.")
    if job.is_draft:
        return denied("Dokumen ini masih draf: ada angka yang belum diterima.")
    return ALLOWED

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from organizations.models import Organization
from reports.choices import JobState
from reports.models import ReportJob

# Documents that were handed out once; see ReportJob.is_issued.
ISSUED = Q(state=JobState.DONE) | Q(file_lost_at__isnull=False)


def published_documents(
    organization: Organization | None = None, limit: int = 20
) -> list[ReportJob]:
    """Finished documents that were published for everybody, newest first."""
    rows = ReportJob.objects.filter(ISSUED, is_public=True)
    if organization is not None:
        rows = rows.filter(organization=organization)
    return list(rows.select_related("organization").order_by("-published_at", "-pk")[:limit])


def published_codes(limit: int) -> list[tuple[str, datetime | None]]:
    """Code and moment of every published document, newest first; nothing of its content."""
    rows = ReportJob.objects.filter(ISSUED, is_public=True).order_by("-published_at", "-pk")
    return list(rows.values_list("code", "published_at")[:limit])

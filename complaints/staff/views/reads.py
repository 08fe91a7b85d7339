"""The record of looks at what is secret."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from complaints.staff.queries.reads import reads
from complaints.staff.queries.watch import week_before
from organizations.web import Crumb, StaffView, marker, page

CRUMBS = [Crumb("Dasbor", "/dasbor/")]


class SecretReadListView(StaffView):
    right = "complaints.view_secret_reads"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("kata", "")[:80]
        rows, following = reads(marker(request), words)
        context = {
            "rows": rows,
            "following": following,
            "words": words,
            "week": week_before(timezone.localdate()),
            "most": settings.SECRET_READS_AN_HOUR,
        }
        return page(request, "complaints/cases/reads.html", context, crumbs=CRUMBS)

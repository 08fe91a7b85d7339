"""What the pages of the exchange share: the right, the file they are about, files handed out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from complaints import permissions
from complaints.exchange.queries.batches import find_batch
from complaints.models import Sp4nBatch
from complaints.staff.views.base import INBOX
from organizations.access import allow
from organizations.web import Crumb, StaffView

HOME = Crumb("SP4N-LAPOR!", "/kerja/pengaduan/sp4n/")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "pdf": "application/pdf"}


class ExchangeView(StaffView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            allow(permissions.can_exchange(request.user))
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class BatchView(ExchangeView):
    @cached_property
    def batch(self) -> Sp4nBatch:
        found = find_batch(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def here(self) -> str:
        return reverse("complaints:sp4n-batch", args=[self.batch.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [INBOX, HOME, Crumb(self.batch.file_name, self.here)]


def file_answer(content: bytes, stem: str, shape: str) -> HttpResponse:
    """A file made for this request and kept nowhere."""
    response = HttpResponse(content, content_type=TYPES[shape])
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}.{shape}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""Pages about the report a browser is writing: whose it is stands in no address."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from complaints.intake.queries.drafts import KEPT, find_draft
from complaints.models import Draft
from organizations.web import QuietView

COOKIE, COOKIE_PATH = "lapor", "/lapor/"


class DraftView(QuietView):
    """A page about the report this browser is writing."""

    @cached_property
    def draft(self) -> Draft | None:
        return find_draft(self.request.COOKIES.get(COOKIE, ""), timezone.now())


def remember(response: HttpResponse, request: HttpRequest, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(KEPT.total_seconds()),
        path=COOKIE_PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )

"""Pages that leave no trace: kept by no cache, and whose report it is stands in no address."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from complaints.intake.queries.drafts import KEPT, find_draft
from complaints.models import Draft

COOKIE, COOKIE_PATH = "lapor", "/lapor/"


class QuietView(View):
    """No cache keeps the page; other sites are not told where the person came from.

    "same-origin" and not "no-referrer": with the latter browsers send forms with "Origin: null",
    which the protection against forgery refuses.
    """

    def stopped(self) -> HttpResponse | None:
        """Where to go instead, for who has nothing to do here."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = self.stopped() or super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


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

"""Pages of the portal: behind sign-in with a right, drawn whole or as a fragment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from organizations.access import Access, access_of


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str = ""


class StaffView(LoginRequiredMixin, View):
    """A page behind sign-in. `right` is checked before anything is read.

    Subclasses with an object check it themselves with `allow(decision)`.
    """

    right: str = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and self.right and not self.access.has(self.right):
            raise PermissionDenied("Peran Anda tidak mencakup halaman ini.")
        return super().dispatch(request, *args, **kwargs)

    @property
    def access(self) -> Access:
        return access_of(self.request.user)


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


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    crumbs: Sequence[Crumb] = (),
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page, or only its `fragment` (a template partial) for an htmx request."""
    if fragment and getattr(request, "htmx", False):
        template = f"{template}#{fragment}"
    response = render(request, template, {**(context or {}), "crumbs": crumbs}, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response

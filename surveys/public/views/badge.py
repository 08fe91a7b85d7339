"""The badge of a unit: its grade in a frame, on the sites the unit has listed and nowhere else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from surveys.models import ServiceUnit
from surveys.public.queries.listing import Line, lines_of

MINUTES = 10 * 60


class BadgeView(View):
    """An HTML page to be framed; which sites may is said by `frame-ancestors` of this answer."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = line_of(pk)
        response = render(request, "surveys/public/badge.html", {"line": line})
        hosts = line.unit.embed_hosts
        if hosts:
            response.xframe_options_exempt = True  # type: ignore[attr-defined]
            ancestors = [f"https://{host}" for host in hosts]
            response._csp_replace = {"frame-ancestors": ["'self'", *ancestors]}  # type: ignore[attr-defined]  # noqa: SLF001
        response.headers["Cache-Control"] = f"public, max-age={MINUTES}"
        return response


def line_of(pk: int) -> Line:
    units = ServiceUnit.objects.filter(is_active=True).select_related("organization")
    return lines_of([get_object_or_404(units, pk=pk)])[0]

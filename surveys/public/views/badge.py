"""The badge of a unit: in a frame on the sites the unit has listed, and as a picture.

A picture cannot tell who shows it. It holds what was announced to everybody and no more, and is
not there without it: whoever shows it shows a public figure with its period.
"""

from __future__ import annotations

import textwrap

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from surveys.models import ServiceUnit
from surveys.public.queries.listing import Line, lines_of

MINUTES = 10 * 60
LONGEST_LINE = 34  # letters of a name beside one another in the picture


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


class BadgePictureView(View):
    """Index, grade and period as an SVG to be shown by <img>; 404 without an announced index."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = line_of(pk)
        if line.announced is None or line.announced.grade is None:
            raise Http404
        names = textwrap.wrap(line.unit.name, LONGEST_LINE)
        context = {"line": line, "names": names[:2], "is_cut": len(names) > 2}
        response = render(
            request, "surveys/public/badge.svg", context, content_type="image/svg+xml"
        )
        response.headers["Cache-Control"] = f"public, max-age={MINUTES}"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # in pages of any site
        return response


def line_of(pk: int) -> Line:
    units = ServiceUnit.objects.filter(is_active=True).select_related("organization")
    return lines_of([get_object_or_404(units, pk=pk)])[0]

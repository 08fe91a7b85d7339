"""The evening of awards: one page a year, and its large type for the hall."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from organizations.honours import Honour, honours_of, screens_of
from organizations.web import Crumb, page


class EveningView(View):
    """What was announced; a year without an award has no page."""

    template = "innovations/award/evening.html"

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        honours = honours_of(year)
        if not honours:
            raise Http404
        trail = [
            Crumb("Kompetisi inovasi", reverse("innovations:public-edition-list")),
            Crumb("Riwayat", reverse("innovations:public-history")),
        ]
        told = {"year": year, **self.told(honours)}
        return page(request, self.template, told, crumbs=trail)

    def told(self, honours: Sequence[Honour]) -> dict[str, object]:
        return {"honours": honours}


class HallView(EveningView):
    """Screen by screen, in large type."""

    template = "innovations/award/hall.html"

    def told(self, honours: Sequence[Honour]) -> dict[str, object]:
        return {"screens": list(screens_of(honours))}

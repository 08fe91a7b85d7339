"""Editions for everybody: the call with its rules and calendar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from innovations.competition.forms.parts import PARTS
from innovations.competition.queries.editions import (
    calendar,
    part_rows,
    public_editions,
    zone_name,
)
from organizations.choices import OrganizationKind
from organizations.web import Crumb, page, paged

PER_PAGE = 20
PUBLIC = Crumb("Kompetisi inovasi", "/inovasi/kompetisi/")


class PublicEditionListView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = paged(request, public_editions(), PER_PAGE)
        return page(request, "innovations/competition/public_list.html", context)


class PublicEditionView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        edition = public_editions().filter(slug=slug).first()
        if edition is None:
            raise Http404
        context = {
            "edition": edition,
            "parts": {word: rows for word, _, rows in part_rows(PARTS, edition)},
            "calendar": calendar(edition),
            "entrants": [str(OrganizationKind(kind).label) for kind in edition.entrants],
            "zone": zone_name(),
        }
        return page(request, "innovations/competition/public.html", context, crumbs=[PUBLIC])

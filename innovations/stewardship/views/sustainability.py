"""The yearly list for the ministry's follow-up, as a page and as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from innovations import permissions
from innovations.registry.views.base import REGISTRY
from innovations.stewardship.queries.sustainability import counted, fates, of_year, years_of
from innovations.stewardship.reports import sustainability_table
from organizations.access import allow
from organizations.web import StaffView, Tab, chosen_year, made_file, page, paged
from reports.choices import CONTENT_TYPES, Format
from reports.rendering.delimited import render_csv

PER_PAGE = 50


class SustainabilityView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_oversee(request.user))
        today = timezone.localdate()
        years = years_of(today)
        year = chosen_year(request, today.year, years)
        found = fates(of_year(year), year)
        context = {
            **paged(request, found, PER_PAGE),
            "year": year,
            "counts": counted(found),
            "tabs": [Tab(str(one), f"?tahun={one}", one == year) for one in years],
        }
        template = "innovations/stewardship/sustainability.html"
        return page(request, template, context, crumbs=[REGISTRY])


class SustainabilityFileView(StaffView):
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        allow(permissions.can_oversee(request.user))
        if year not in years_of(timezone.localdate()):
            raise Http404
        content = render_csv(sustainability_table(fates(of_year(year), year), year))
        name = f"keberlanjutan-inovasi-{year}.csv"
        return made_file(content, name=name, mime=CONTENT_TYPES[Format.CSV])

"""Launches for everybody: those that were held, with what of them is published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from innovations.launch.queries.launches import public_launches, public_page
from organizations.web import Crumb, page, paged

PER_PAGE = 20
PUBLIC = Crumb("Peluncuran inovasi", "/inovasi/peluncuran/")


class PublicLaunchListView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = paged(request, public_launches(), PER_PAGE)
        return page(request, "innovations/launch/public_list.html", context)


class PublicLaunchView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        launch = public_launches().filter(pk=pk).first()
        if launch is None:
            raise Http404
        context = {"launch": launch, "found": public_page(launch)}
        return page(request, "innovations/launch/public.html", context, crumbs=[PUBLIC])

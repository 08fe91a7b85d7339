"""The list and the map of public reports."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View

from complaints.public.forms import PublicFilterForm
from complaints.public.queries.listing import COUNTED, listing
from complaints.public.queries.points import points
from complaints.words import is_common
from organizations.web import Crumb, chosen, page

HOME = Crumb("Beranda", "/")


def filters_of(request: HttpRequest) -> tuple[PublicFilterForm, dict[str, Any]]:
    form = PublicFilterForm(request.GET or None)
    return form, chosen(form)


class PublicListView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form, asked = filters_of(request)
        after = request.GET.get("sesudah", "")[:40]
        found = listing(asked, after)
        context = {"filters": form, "listing": found, "most": COUNTED, "is_first": not after}
        return page(request, "complaints/public/list.html", context, crumbs=[HOME])


class PublicMapView(View):
    """The page works without JavaScript as a way to the list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form, asked = filters_of(request)
        context = {
            "filters": form,
            "is_common": is_common(str(asked.get("kata") or "")),
            "tiles": settings.MAP_TILES,
            "attribution": settings.MAP_ATTRIBUTION,
            "query": request.GET.urlencode(),
        }
        return page(request, "complaints/public/map.html", context, crumbs=CRUMBS)


class PublicPointsView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form, asked = filters_of(request)
        if form.is_bound and not form.is_valid():
            return JsonResponse({"places": [], "is_cut": False, "newest": None}, status=400)
        response = HttpResponse(points(asked), content_type="application/json")
        response.headers["Cache-Control"] = "public, max-age=60"
        return response


CRUMBS = [HOME, Crumb("Laporan warga", "/pengaduan/")]

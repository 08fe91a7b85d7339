"""Standar pelayanan as everybody reads it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from organizations.web import Crumb, chosen, page, paged
from surveys.choices import DraftState
from surveys.instrument.forms.standards import DayForm, StandardFilterForm
from surveys.instrument.queries.standards import public_services, standard_page
from surveys.instrument.views.standards import pledge_file
from surveys.models import ServicePledge

LIST = Crumb("Standar pelayanan", "/survei/standar/")
PER_PAGE = 50


class PublicStandardListView(View):
    """Services of the city with a standard in force."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = StandardFilterForm(request.GET if "kata" in request.GET else None)
        words = str(chosen(filters).get("kata") or "")
        rows = public_services(words, timezone.localdate())
        context = {**paged(request, rows, PER_PAGE), "filters": filters, "words": words}
        return page(request, "surveys/instrument/public_standards.html", context)


class PublicStandardView(View):
    """The version valid today, or on the day asked for."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = DayForm(request.GET if request.GET.get("tanggal") else None)
        day = chosen(asked).get("tanggal") or timezone.localdate()
        found = standard_page(pk, day)
        if found is None:
            raise Http404
        context: dict[str, Any] = {
            "found": found,
            "day": day,
            "asked": asked,
            "is_today": day == timezone.localdate(),
        }
        template = "surveys/instrument/public_standard.html"
        return page(request, template, context, crumbs=[LIST])


class PublicPledgeView(View):
    """The scan of a published maklumat."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pledge = ServicePledge.objects.filter(pk=pk, state=DraftState.PUBLISHED).first()
        if pledge is None or not pledge.file:
            raise Http404
        return pledge_file(request, pledge)

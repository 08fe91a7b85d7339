"""Pages for everybody: units with their grade, one unit, the city, and where to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views import View

from organizations.models import City
from organizations.small_cells import SMALL_CELL
from organizations.web import Crumb, chosen, page, paged
from surveys.index.queries.spans import labelled
from surveys.index.reports.charts import trend_chart
from surveys.instrument.queries.points import point_of, spelled
from surveys.models import ServiceUnit
from surveys.public.forms.asked import CodeForm, SpanForm, UnitSearchForm
from surveys.public.queries.city import announced_spans, public_city
from surveys.public.queries.listing import found_units, lines_of, units_to_answer
from surveys.public.queries.unit_page import public_unit

LIST = Crumb("Survei kepuasan", "/survei/")
PER_PAGE = 50


def searched(
    request: HttpRequest, search: Callable[[Mapping[str, Any]], QuerySet[ServiceUnit]]
) -> dict[str, Any]:
    """A page of the units that were searched for."""
    filters = UnitSearchForm(request.GET if {"kata", "opd"} & request.GET.keys() else None)
    return {"filters": filters, **paged(request, search(chosen(filters)), PER_PAGE)}


class PublicListView(View):
    """Units of the city, each with its announced grade."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = searched(request, found_units)
        context["lines"] = lines_of(context["page"].object_list)
        return page(request, "surveys/public/list.html", context)


class PublicAnswerView(View):
    """Where to answer: by the code of a poster, or by finding the unit."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = CodeForm(request.GET if "kode" in request.GET else None)
        if asked.is_bound and asked.is_valid():
            code = spelled(asked.cleaned_data["kode"])
            refusal = point_of(code).refusal
            if refusal is None:
                return redirect("surveys:answer", code)
            asked.add_error("kode", f"{refusal.title}. {refusal.sentence}")
        status = 400 if asked.is_bound else 200
        context = {**searched(request, units_to_answer), "asked": asked}
        template = "surveys/public/answer.html"
        return page(request, template, context, crumbs=[LIST], status=status)


class PublicCityView(View):
    """The city in a calendar period, by both methods."""

    def get(self, request: HttpRequest) -> HttpResponse:
        spans = announced_spans()
        form = SpanForm(request.GET if "periode" in request.GET else None, spans=spans)
        code = chosen(form).get("periode") or (spans[0].code if spans else "")
        span = next((one for one in spans if one.code == code), None)
        city = public_city(City.current().name, span) if span else None
        if span:
            form.initial["periode"] = span.code
        context = {"filters": form, "span": span, "found": city}
        return page(request, "surveys/public/city.html", context, crumbs=[LIST])


class PublicUnitView(View):
    """A unit in the period announced last, or in the one asked for."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        units = ServiceUnit.objects.select_related("organization")
        unit = get_object_or_404(units, pk=pk)
        code = request.GET.get("periode", "")
        found = public_unit(unit, code, timezone.localdate())
        if found is None:
            raise Http404
        context = {
            "found": found,
            "unit": unit,
            "chart": trend_chart(found.shown_trend, f"Indeks {unit.name} setiap periode"),
            "smallest": SMALL_CELL,
            "choices": labelled(period.code for period in found.periods),
        }
        return page(request, "surveys/public/unit.html", context, crumbs=[LIST])

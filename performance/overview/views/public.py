"""Pages for everybody: the city at a glance, a unit, an indicator with its comments."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views import View

from organizations.limits import within_limit
from organizations.models import Organization
from organizations.sender import address_of
from organizations.web import Crumb, chosen_year, page
from performance.evaluation.queries import results as public
from performance.evaluation.reports.lkjip_charts import results_chart, years_chart
from performance.models import Indicator
from performance.overview.actions.comments import send_comment
from performance.overview.forms import CommentForm
from performance.overview.queries import comments, public_pages

HOME = Crumb("Beranda", "/")
COMMENTS_AN_HOUR = 20


class HomeView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        years = public.public_years()
        year = chosen_year(request, years[0] if years else None, years)
        context = {"years": years, "year": year, **(public_pages.home(year) if year else {})}
        if year:
            results = [result for _, group in context["goals"] for result in group]
            moment = context["moment"]
            title = f"Capaian sasaran kota {year}"
            context["chart"] = results_chart(title, results, moment.quarter if moment else 0)
        return page(request, "performance/public/home.html", context)


class OrganizationView(View):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = get_object_or_404(Organization, code=code)
        years = public.public_years()
        year = chosen_year(request, years[0] if years else None, years)
        context = {
            "unit": unit,
            "years": years,
            "year": year,
            **public_pages.organization(unit, year),
        }
        moment = context.get("moment")
        quarter = moment.quarter if moment else 0
        title = f"Capaian {unit.name} {year}"
        context["chart"] = results_chart(title, context["goals"], quarter)
        crumbs = [HOME, Crumb("Perangkat daerah", "/#perangkat-daerah")]
        return page(request, "performance/public/organization.html", context, crumbs=crumbs)


class IndicatorView(View):
    """History of an indicator, its comments, and the box for a new one."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(request, self._indicator(pk), CommentForm(initial={"key": uuid.uuid4()}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        indicator = self._indicator(pk)
        form = CommentForm(request.POST)
        if not form.is_valid():
            return self._show(request, indicator, form, status=400)
        if not form.looks_automatic:
            if not within_limit("comment", address_of(request), most=COMMENTS_AN_HOUR):
                form.add_error(
                    None, "Terlalu banyak komentar dari jaringan ini. Coba lagi satu jam lagi."
                )
                return self._show(request, indicator, form, status=429)
            data = form.cleaned_data
            send_comment(
                indicator=indicator,
                text=data["text"],
                author_name=data["author_name"],
                key=data["key"],
                by=request.user if request.user.is_authenticated else None,
            )
        messages.success(request, "Terima kasih. Komentar Anda tampil setelah diperiksa.")
        return redirect(f"{indicator.get_absolute_url()}#komentar")

    def _indicator(self, pk: int) -> Indicator:
        rows = Indicator.objects.active().select_related("organization", "node")
        return get_object_or_404(rows, pk=pk)

    def _show(
        self, request: HttpRequest, indicator: Indicator, form: CommentForm, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "indicator": indicator,
            "form": form,
            "comments": comments.published_comments(indicator),
            **public_pages.indicator(indicator),
        }
        title = f"Target dan realisasi {indicator.name} ({indicator.unit}) per tahun"
        context["chart"] = years_chart(title, context["history"], indicator.scale)
        unit = indicator.organization
        crumbs = [HOME, Crumb(unit.short_name, unit.get_absolute_url())]
        return page(
            request, "performance/public/indicator.html", context, crumbs=crumbs, status=status
        )

"""Pages for everybody: the city at a glance, a unit, an indicator with its comments."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from organizations.limits import TooMany, within_limit
from organizations.models import Organization
from organizations.panels import FrontPanel
from organizations.sender import address_of
from organizations.web import Crumb, FormMixin, chosen_year, page
from performance.evaluation.queries import results as public
from performance.evaluation.reports.lkjip_charts import results_chart, years_chart
from performance.models import Indicator
from performance.overview.actions.comments import send_comment
from performance.overview.forms import CommentForm
from performance.overview.queries import comments, public_pages
from performance.plan.queries.units import called_in

HOME = Crumb("Beranda", "/")
COMMENTS_AN_HOUR = 20


LEAD = (
    "Apa yang dijanjikan, apa yang sudah tercapai, dan berapa anggarannya. "
    "Semua angka sudah diterima Bappeda."
)


def front_panel(request: HttpRequest) -> FrontPanel:
    """The city's performance in the year asked for, for the front page."""
    years = public.public_years()
    year = chosen_year(request, years[0] if years else None, years)
    found = {"years": years, "year": year, **(public_pages.home(year) if year else {})}
    if year:
        results = [result for _, group in found["goals"] for result in group]
        moment = found["moment"]
        title = f"Capaian sasaran kota {year}"
        found["chart"] = results_chart(title, results, moment.quarter if moment else 0)
    template = "performance/public/front.html"
    return FrontPanel(template, found, title="Kinerja", moment=str(year or ""), lead=LEAD)


class OrganizationView(View):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = get_object_or_404(Organization, code=code)
        years = public.public_years()
        year = chosen_year(request, years[0] if years else None, years)
        if year:
            called_in(year, [unit])
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


class IndicatorView(FormMixin):
    """History of an indicator, its comments, and the box for a new one."""

    template = "performance/public/indicator.html"
    done = "Terima kasih. Komentar Anda tampil setelah diperiksa."

    @cached_property
    def indicator(self) -> Indicator:
        rows = Indicator.objects.ever_active().select_related("organization", "node")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return f"{self.indicator.get_absolute_url()}#komentar"

    @property
    def trail(self) -> list[Crumb]:
        unit = self.indicator.organization
        return [HOME, Crumb(unit.short_name, unit.get_absolute_url())]

    def form(self, *given: Any) -> CommentForm:
        return CommentForm(*given, initial={"key": uuid.uuid4()})

    def save(self, form: CommentForm) -> None:
        if form.looks_automatic:
            return
        if not within_limit("comment", address_of(self.request), most=COMMENTS_AN_HOUR):
            raise TooMany("Terlalu banyak komentar dari jaringan ini. Coba lagi satu jam lagi.")
        data, user = form.cleaned_data, self.request.user
        send_comment(
            indicator=self.indicator,
            text=data["text"],
            author_name=data["author_name"],
            key=data["key"],
            by=user if user.is_authenticated else None,
        )

    def context(self, form: CommentForm) -> dict[str, Any]:
        indicator = self.indicator
        about = public_pages.indicator(indicator)
        words = f"Target dan realisasi {indicator.name} ({indicator.unit}) per tahun"
        return {
            "indicator": indicator,
            "comments": comments.published_comments(indicator),
            "chart": years_chart(words, about["history"], indicator.scale),
            **about,
        }

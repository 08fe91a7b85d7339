"""Report cards of the units and statistics of the city."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from complaints.public.forms.period import PeriodForm
from complaints.public.queries.cards import cards
from complaints.public.queries.charts import breakdown_chart
from complaints.public.queries.statistics import breakdowns
from complaints.public.views.listing import CRUMBS
from organizations.web import page


def period_form(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET or None, this_year=timezone.localdate().year)


class ReportCardView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = period_form(request)
        context = {"filters": form, "period": form.period, "cards": cards(form.period)}
        return page(request, "complaints/public/cards.html", context, crumbs=CRUMBS)


class StatisticsView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = period_form(request)
        period = form.period
        found = breakdowns(period)
        context = {
            "filters": form,
            "period": period,
            "breakdowns": [
                (one, breakdown_chart(one, period.label)) for one in found if one.whole is not None
            ],
            "is_few": any(one.whole is None for one in found),
            "is_year": period.month is None,
        }
        return page(request, "complaints/public/statistics.html", context, crumbs=CRUMBS)

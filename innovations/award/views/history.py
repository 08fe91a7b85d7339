"""Competitions over the years, and their panel of the front page; for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from innovations.award.queries.front import front
from innovations.award.queries.history import history
from organizations.honours import honour_years
from organizations.panels import FrontPanel
from organizations.web import Crumb, page


class HistoryView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        trail = [Crumb("Kompetisi inovasi", reverse("innovations:public-edition-list"))]
        context = {"found": history(), "award_years": honour_years()}
        return page(request, "innovations/award/history.html", context, crumbs=trail)


def competition_panel(request: HttpRequest) -> FrontPanel | None:
    found = front()
    return FrontPanel("innovations/award/front.html", found) if found else None

"""What is missing for the next band; steps are tried out without being saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from innovations.index.queries.simulation import simulate
from innovations.index.views.base import RoundView
from innovations.permissions import index as rights
from organizations.access import allow
from organizations.web import page


class SimulationView(RoundView):
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        round_ = self.round
        allow(rights.sees_city_index(request.user))
        context: dict[str, Any] = {"round": round_}
        if round_.is_open:
            context["found"] = simulate(round_, request.GET.getlist("langkah"))
        template = "innovations/index/simulation.html"
        return page(request, template, context, crumbs=self.trail)

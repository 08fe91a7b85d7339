"""How far a list is fulfilled: for the desk on any day, for everybody today."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from innovations.adoption.forms.progress import DayForm
from innovations.adoption.queries.charts import progress_charts
from innovations.adoption.queries.progress import progress_of
from innovations.adoption.queries.public import public_checklist_at
from innovations.adoption.views.base import ChecklistView
from organizations.web import Crumb, chosen, page

CATALOGUE = Crumb("Katalog inovasi", "/inovasi/")


class ProgressView(ChecklistView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = DayForm(request.GET or None, initial={"pada": self.on})
        day: date = chosen(form).get("pada") or self.on
        found = progress_of(self.checklist, day)
        context = {"found": found, "charts": progress_charts(found), "form": form}
        return page(request, "innovations/adoption/progress.html", context, crumbs=self.trail)


class PublicProgressView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        checklist = public_checklist_at(slug)
        if checklist is None:
            raise Http404
        found = progress_of(checklist, timezone.localdate())
        context = {"found": found, "charts": progress_charts(found)}
        innovation = checklist.innovation
        crumbs = [CATALOGUE, Crumb(innovation.name, innovation.get_absolute_url())]
        return page(request, "innovations/adoption/public.html", context, crumbs=crumbs)

"""What every page of one unit's quarter begins with."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404, HttpResponse
from django.urls import reverse

from organizations.formatting import QUARTERS, quarter_name
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import Crumb, FormPage, StaffView, page
from performance.entry.queries.lock import Held, look_at_quarter
from performance.entry.queries.source import EntryKey
from performance.models import Indicator


class QuarterView(StaffView):
    """A page below /kinerja/pengisian/<code>/<year>/<quarter>/; a foreign unit is not found."""

    right = "performance.view"

    @cached_property
    def unit(self) -> Organization:
        found = visible_unit(self.request.user, "performance.view", self.kwargs["code"])
        if found is None or not self._is_quarter:
            raise Http404
        return found

    @property
    def _is_quarter(self) -> bool:
        return self.kwargs["quarter"] in QUARTERS and 2000 <= self.kwargs["year"] <= 2100

    @cached_property
    def key(self) -> EntryKey:
        return EntryKey(self.unit.pk, self.kwargs["year"], self.kwargs["quarter"])

    @cached_property
    def held(self) -> Held:
        held = look_at_quarter(self.key)
        held.submission.organization = self.unit
        return held

    @property
    def name(self) -> str:
        return f"{quarter_name(self.key.quarter)} {self.key.year}"

    @property
    def place(self) -> list:
        return [self.unit.code, self.key.year, self.key.quarter]

    @property
    def entry_url(self) -> str:
        return reverse("performance:entry", args=self.place)

    @property
    def crumbs(self) -> list[Crumb]:
        return [
            Crumb("Dasbor", reverse("dashboard")),
            Crumb("Pengisian", reverse("performance:submission-list")),
        ]

    @property
    def deep_crumbs(self) -> list[Crumb]:
        return [*self.crumbs, Crumb(f"{self.name} {self.unit.short_name}", self.entry_url)]

    def find_indicator(self, pk: int) -> Indicator:
        """An indicator this unit answers for."""
        rows = Indicator.objects.filter(organization=self.unit).as_of(self.key.year)
        found = rows.select_related("node", "organization").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    @property
    def is_to_come(self) -> bool:
        """Nothing was entered and the quarter is not open yet: there is nothing to look at."""
        return self.held.submission.pk is None and self.held.lock.is_ahead

    def not_open(self, status: int = 200) -> HttpResponse:
        """Says in one sentence that the quarter is not open yet, and since when it will be."""
        context = {
            "unit": self.unit,
            "name": self.name,
            "reason": f"{self.held.lock.reason}.",
            "url": reverse("performance:submission-list"),
        }
        template = "performance/entry/not_open.html"
        return page(self.request, template, context, crumbs=self.deep_crumbs, status=status)


class QuarterPage(QuarterView, FormPage):
    """A form about the quarter; it leads back to the entry page."""

    @property
    def trail(self) -> list[Crumb]:
        return self.deep_crumbs

    @property
    def back(self) -> str:
        return self.entry_url

"""The report a page is about: that of a unit, or of the city under the code `kota`."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404

from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import StaffView
from performance.evaluation.reports.city import CityUnit, city_unit
from performance.models.review import CITY_CODE


class ReportedView(StaffView):
    right = "performance.view"

    @cached_property
    def unit(self) -> Organization | CityUnit:
        """The unit of the address, or the city itself."""
        if not 2000 <= self.kwargs["year"] <= 2100:
            raise Http404
        if self.kwargs["code"] == CITY_CODE:
            return city_unit(self.kwargs["year"])
        found = visible_unit(self.request.user, "performance.view", self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @property
    def organization(self) -> Organization | None:
        return self.unit if isinstance(self.unit, Organization) else None

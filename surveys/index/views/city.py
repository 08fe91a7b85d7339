"""Results of the units together: of an OPD, of the city."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from organizations.access import access_of, allow
from organizations.models import City
from organizations.web import StaffView, page
from reports.rendering.printed import printed_tables
from surveys import permissions
from surveys.index.forms.span import SpanForm
from surveys.index.queries.consolidated import Consolidated, consolidated
from surveys.index.queries.spans import span_codes
from surveys.index.reports.base import OF_MANY, marked, provisional
from surveys.index.reports.charts import element_chart, unit_caption, unit_chart
from surveys.index.reports.city_tables import consolidated_tables
from surveys.index.views.files import figures_file
from surveys.instrument.queries.units import organizations_of
from surveys.instrument.views.base import DESK


class ResultsView(StaffView):
    """Units the person may open, open periods included: what is not announced stays inside."""

    @cached_property
    def filters(self) -> SpanForm:
        mine = Q(unit__in=permissions.units_of(self.request.user))
        return SpanForm(
            self.request.GET or None,
            codes=span_codes(mine),
            units=organizations_of(self.request.user),
        )

    @cached_property
    def found(self) -> Consolidated | None:
        span, owner = self.filters.span(), self.filters.owner()
        if span is None:
            return None
        units = permissions.visible_units(self.request.user)
        if owner is not None:
            return consolidated(owner.name, span, units & Q(organization=owner))
        return consolidated(self._name(), span, units)

    def _name(self) -> str:
        if "surveys.view" in access_of(self.request.user).everywhere:
            return City.current().name
        owners = list(organizations_of(self.request.user)[:2])
        return owners[0].name if len(owners) == 1 else "Unit layanan yang Anda kelola"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        allow(permissions.can_open(request.user))
        found = self.found
        context: dict[str, Any] = {"filters": self.filters, "found": found}
        if found is not None:
            label = found.span.label
            elements = () if found.why_not_shown else found.elements
            context |= {
                "provisional": provisional(found.states, OF_MANY),
                "tables": [
                    one for table in consolidated_tables(found) for one in printed_tables(table)
                ],
                "unit_caption": unit_caption(found.shown),
                "units": unit_chart(found.shown, f"Indeks unit layanan, {label}"),
                "elements": element_chart(elements, f"Nilai setiap unsur, {label}"),
            }
        return page(request, "surveys/index/results.html", context, crumbs=[DESK])


class ResultsFileView(ResultsView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        allow(permissions.can_open(request.user))
        found = self.found
        if found is None:
            return figures_file(kwargs["fmt"], "Hasil survei", "skm-kosong", [])
        mark = marked(provisional(found.states, OF_MANY))
        title = f"Hasil survei {found.name} {found.span.label}{mark}"
        tables = consolidated_tables(found)
        return figures_file(kwargs["fmt"], title, f"skm-{found.span.code}", tables)

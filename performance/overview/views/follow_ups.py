"""The list of everything units still have to do after a comment or a recommendation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from organizations.access import Decision, allow
from organizations.models import Organization
from organizations.queries.units import visible_units
from organizations.web import Crumb, StaffView, page, paged
from performance import permissions
from performance.choices import FollowUpState
from performance.overview.queries.follow_ups import (
    ADVICE,
    CITY,
    COMMENT,
    KINDS,
    SAKIP,
    STATUSES,
    SURVEY,
    Asked,
    FollowUp,
    follow_ups,
    lines_of,
)
from performance.permissions import sakip
from surveys.follow_up.queries.listed import acts_for

CRUMBS = [Crumb("Dasbor", "/dasbor/")]
PER_PAGE = 50


class FollowUpListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_read_follow_ups(request.user))
        units = visible_units(request.user, "performance.view")
        asked = self._asked(units)
        rows = follow_ups(request.user, timezone.localdate(), asked)
        found = paged(request, rows, PER_PAGE)
        context = {
            **found,
            "lines": [
                (line, self._edit_url(line), self._page_url(line))
                for line in lines_of(found["page"])
            ],
            "asked": asked,
            "unit": request.GET.get("opd", ""),
            "units": self._choices(units),
            "statuses": list(STATUSES.items()),
            "kinds": list(KINDS.items()),
        }
        return page(request, "performance/follow_ups.html", context, crumbs=CRUMBS)

    def _asked(self, units: list[Organization]) -> Asked:
        """The filters; an unknown word is as none, a unit the person does not see is not found."""
        chosen = self.request.GET
        status, kind, code = (chosen.get(name, "") for name in ("status", "jenis", "opd"))
        known: dict[str, Any] = {"status": status if status in STATUSES else ""}
        known["kind"] = kind if kind in KINDS else ""
        if code == CITY:
            return Asked(**known, city_only=True)
        unit = next((unit for unit in units if unit.code == code), None)
        if code and unit is None:
            raise Http404
        return Asked(**known, unit=unit.pk if unit else None)

    def _choices(self, units: list[Organization]) -> list[tuple[str, str]]:
        if len(units) < 2:
            return []
        named = [(unit.code, unit.name) for unit in units]
        if permissions.can_view(self.request.user, None):
            named.insert(0, (CITY, "Seluruh kota"))
        return named

    def _edit_url(self, line: FollowUp) -> str:
        """The page where it is changed; empty for those who only read."""
        if line.is_sakip and line.status == FollowUpState.DONE:
            return ""  # it waits for its confirmation, or has it
        may = RULES[line.kind]
        return line.edit_url if may(self.request.user, line.unit_pk) else ""

    def _page_url(self, line: FollowUp) -> str:
        """Leaders follow what is done about an evaluation, but do not open its sheet."""
        if line.is_sakip and not self.access.has(sakip.VIEW):
            return ""
        return line.page_url


RULES: dict[str, Callable[[Any, Any], Decision | bool]] = {
    COMMENT: permissions.can_answer_for,
    ADVICE: permissions.can_edit_record,
    SAKIP: sakip.can_report_for,
    SURVEY: acts_for,
}

"""The inbox of complaints: tabs, filters, one page of the list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from complaints import permissions
from complaints.permissions import identity
from complaints.staff.forms.inbox import InboxFilterForm
from complaints.staff.queries.bulk import offered
from complaints.staff.queries.inbox import COUNTED, inbox
from complaints.staff.queries.units import units_to_filter
from organizations.access import allow
from organizations.web import Crumb, StaffView, chosen, page

CRUMBS = [Crumb("Dasbor", "/dasbor/")]


class CaseListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open_inbox(request.user))
        units = units_to_filter(request.user)
        filters = InboxFilterForm(request.GET or None, units=units)
        found = inbox(
            request.user,
            request.GET.get("tab", ""),
            chosen(filters),
            request.GET.get("sesudah", ""),
        )
        context: dict[str, Any] = {
            "inbox": found,
            "most": COUNTED,
            "filters": filters,
            "may_enter": bool(permissions.can_enter(request.user)),
            "may_manage": bool(permissions.can_manage(request.user)),
            "may_grant": bool(identity.can_grant_name(request.user)),
            "bulk": offered(request.user) if permissions.can_act_on_many(request.user) else [],
            "is_first": not request.GET.get("sesudah"),
        }
        return page(request, "complaints/cases/list.html", context, crumbs=CRUMBS)

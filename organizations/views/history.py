"""Who did what, and who may do what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from organizations.choices import Role
from organizations.forms.city import HistoryFilterForm
from organizations.models import ActivitySeal, Organization
from organizations.queries.history import history_lines
from organizations.queries.rights import rights_table
from organizations.web import Crumb, StaffView, chosen, marker, page


class HistoryView(StaffView):
    right = "organizations.view_activity"

    def get(self, request: HttpRequest) -> HttpResponse:
        units = Organization.objects.filter(self.access.organizations(self.right)).order_by("name")
        form = HistoryFilterForm(request.GET or None, units=units)
        asked = chosen(form)
        unit = asked.get("unit")
        lines, following = history_lines(
            request.user,
            words=asked.get("q", ""),
            unit=unit.pk if unit else None,
            kind=asked.get("jenis", ""),
            since=asked.get("sejak"),
            until=asked.get("sampai"),
            before=marker(request),
        )
        context = {
            "lines": lines,
            "following": following,
            "filters": form,
            "seal": ActivitySeal.objects.order_by("-last_id").first(),
        }
        return page(request, "organizations/history/list.html", context)


class RightsView(StaffView):
    """The one table of rights, in words, for everybody who is signed in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"roles": Role.labels, "table": rights_table()}
        crumbs = [Crumb("Akun saya", "/akun/")]
        return page(request, "organizations/history/rights.html", context, crumbs=crumbs)

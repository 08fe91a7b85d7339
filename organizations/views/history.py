"""Who did what, and who may do what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from organizations.access import access_of
from organizations.choices import Role
from organizations.forms.history import HistoryFilterForm
from organizations.models import ActivitySeal, Organization
from organizations.queries.history import history_lines
from organizations.queries.rights import rights_table
from organizations.web import Crumb, StaffView, marker, page

RIGHT = "organizations.view_activity"


def history_filter(request: HttpRequest) -> HistoryFilterForm:
    """The filter of the history, with the units whose history this person reads."""
    units = Organization.objects.filter(access_of(request.user).organizations(RIGHT))
    return HistoryFilterForm(request.GET or None, units=units.order_by("name"))


class HistoryView(StaffView):
    right = RIGHT

    def get(self, request: HttpRequest) -> HttpResponse:
        form = history_filter(request)
        lines, following = (
            ([], None)
            if form.is_wrong
            else history_lines(request.user, form.asked(), before=marker(request))
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

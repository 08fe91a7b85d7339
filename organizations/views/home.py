"""The two first pages: the front page for everybody, the dashboard for who has signed in."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from organizations.panels import FRONT, by_order
from organizations.queries.dashboard import dashboard_of
from organizations.web import StaffView, page


class HomeView(View):
    """The city at a glance: a panel of every app that has something to show."""

    def get(self, request: HttpRequest) -> HttpResponse:
        panels = [panel for source in by_order(FRONT) if (panel := source.read(request))]
        return page(request, "organizations/home.html", {"panels": panels})


class DashboardView(StaffView):
    """The first page after signing in: what waits for me."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"dashboard": dashboard_of(request.user, timezone.localdate())}
        return page(request, "organizations/dashboard.html", context)

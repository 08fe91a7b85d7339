from django.http import HttpRequest, HttpResponse

from organizations.queries.administration import board_of
from organizations.web import StaffView, page
from performance.overview.queries.dashboard import dashboard_of


class DashboardView(StaffView):
    """The first page after signing in: what waits for me."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"dashboard": dashboard_of(request.user), "board": board_of(self.access)}
        return page(request, "performance/dashboard.html", context)

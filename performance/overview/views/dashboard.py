from django.http import HttpRequest, HttpResponse

from organizations.web import StaffView, page
from performance.overview.queries.dashboard import dashboard_of


class DashboardView(StaffView):
    """The first page after signing in: what waits for me."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"dashboard": dashboard_of(request.user)}
        return page(request, "performance/dashboard.html", context)

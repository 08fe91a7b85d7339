"""All addresses. Every app writes its own full Indonesian paths."""

from django.urls import include, path

from config import health
from organizations.views import home

urlpatterns = [
    path("kesehatan/", health.health, name="health"),
    path("hidup/", health.alive, name="alive"),
    path("siap/", health.ready, name="ready"),
    path("", home.HomeView.as_view(), name="home"),
    path("dasbor/", home.DashboardView.as_view(), name="dashboard"),
    path("", include("performance.urls")),
    path("", include("complaints.urls")),
    path("", include("innovations.urls")),
    path("", include("surveys.urls")),
    path("", include("reports.urls")),
    path("data/", include("reports.open_data_urls")),
    path("", include("organizations.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.permission_denied"
handler404 = "config.views.page_not_found"
handler500 = "config.views.server_error"

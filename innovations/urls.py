"""All addresses of innovations: those of its rooms."""

from innovations.registry.urls import urlpatterns as registry

app_name = "innovations"

urlpatterns = [*registry]

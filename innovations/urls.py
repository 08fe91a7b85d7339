"""All addresses of innovations: those of its rooms."""

from innovations.public.urls import urlpatterns as public
from innovations.registry.urls import urlpatterns as registry
from innovations.stewardship.urls import urlpatterns as stewardship

app_name = "innovations"

# The registry's moves answer to any word after an innovation, so they stand last.
urlpatterns = [*public, *stewardship, *registry]

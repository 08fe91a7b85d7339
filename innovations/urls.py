"""All addresses of innovations: those of its rooms."""

from innovations.adoption.urls import urlpatterns as adoption
from innovations.award.urls import urlpatterns as award
from innovations.citizens.urls import urlpatterns as citizens
from innovations.competition.urls import urlpatterns as competition
from innovations.index.urls import urlpatterns as index
from innovations.journal.urls import urlpatterns as journal
from innovations.jury.urls import urlpatterns as jury
from innovations.launch.urls import urlpatterns as launch
from innovations.public.urls import urlpatterns as public
from innovations.registry.urls import urlpatterns as registry
from innovations.stewardship.urls import urlpatterns as stewardship

app_name = "innovations"

# Words of the rooms stand before the slugs of the catalogue; the moves of the registry answer
# to any word after an innovation, so they stand last.
urlpatterns = [
    *jury,
    *award,
    *competition,
    *launch,
    *journal,
    *citizens,
    *public,
    *index,
    *stewardship,
    *adoption,
    *registry,
]

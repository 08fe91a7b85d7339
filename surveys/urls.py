"""All addresses of surveys: those of its rooms."""

from surveys.collection.urls import urlpatterns as collection
from surveys.follow_up.urls import urlpatterns as follow_up
from surveys.index.urls import urlpatterns as index
from surveys.instrument.urls import urlpatterns as instrument
from surveys.public.urls import urlpatterns as public

app_name = "surveys"

urlpatterns = [*collection, *instrument, *index, *follow_up, *public]

"""All addresses of surveys: those of its rooms."""

from surveys.collection.urls import urlpatterns as collection
from surveys.instrument.urls import urlpatterns as instrument

app_name = "surveys"

urlpatterns = [*collection, *instrument]

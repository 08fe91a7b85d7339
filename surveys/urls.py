"""All addresses of surveys: those of its rooms."""

from surveys.instrument.urls import urlpatterns as instrument

app_name = "surveys"

urlpatterns = [*instrument]

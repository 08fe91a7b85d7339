from django.urls import path

from performance.views import texts

TEXTS = "kinerja/narasi/<str:code>/<int:year>/"

urlpatterns = [
    path("kinerja/narasi/", texts.TextHomeView.as_view(), name="text-home"),
    path(TEXTS, texts.TextListView.as_view(), name="text-list"),
    path(f"{TEXTS}<slug:section>/", texts.TextEditView.as_view(), name="text-edit"),
    path(f"{TEXTS}<slug:section>/asal/", texts.TextResetView.as_view(), name="text-reset"),
]

"""Addresses of the index room."""

from __future__ import annotations

from django.urls import path

from surveys.index.views import city, foreword, periods

BASE = "kerja/survei/hasil"
RESULT = "kerja/survei/periode/<int:pk>/hasil"

urlpatterns = [
    path(f"{BASE}/", city.ResultsView.as_view(), name="results"),
    path(f"{BASE}/berkas/<slug:fmt>/", city.ResultsFileView.as_view(), name="results-file"),
    path(f"{RESULT}/", periods.PeriodResultsView.as_view(), name="period-results"),
    path(
        f"{RESULT}/berkas/<slug:fmt>/", periods.PeriodFileView.as_view(), name="period-results-file"
    ),
    path(
        "kerja/survei/periode/<int:pk>/pengantar/",
        foreword.ForewordView.as_view(),
        name="period-foreword",
    ),
    path("kerja/survei/foto/<int:pk>/", foreword.PhotoView.as_view(), name="photo"),
    path(
        "kerja/survei/foto/<int:pk>/hapus/", foreword.PhotoDeleteView.as_view(), name="photo-delete"
    ),
    path(f"{RESULT}/<slug:transition>/", periods.PeriodMoveView.as_view(), name="period-move"),
]

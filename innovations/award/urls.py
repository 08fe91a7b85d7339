"""Addresses of the award room."""

from __future__ import annotations

from django.urls import path

from innovations.award.views import results

RESULT = "kerja/kompetisi/<int:pk>/hasil"

urlpatterns = [
    path(f"{RESULT}/", results.ResultView.as_view(), name="result"),
    path(f"{RESULT}/bekukan/", results.FreezeView.as_view(), name="result-freeze"),
    path(f"{RESULT}/maju/", results.ShortlistView.as_view(), name="result-shortlist"),
    path(
        f"{RESULT}/<int:result>/<slug:transition>/",
        results.ResultTransitionView.as_view(),
        name="result-transition",
    ),
    path(
        "inovasi/kompetisi/<slug:slug>/hasil/",
        results.PublicResultView.as_view(),
        name="public-result",
    ),
]

"""Addresses of the launch room."""

from __future__ import annotations

from django.urls import path

from innovations.launch.views import launches, public

BASE = "kerja/inovasi/peluncuran"
LAUNCH = f"{BASE}/<int:pk>"
SIGNATORY = f"{BASE}/penanda-tangan/<int:pk>"

urlpatterns = [
    path(f"{BASE}/", launches.LaunchListView.as_view(), name="launch-list"),
    path(f"{BASE}/baru/", launches.LaunchCreateView.as_view(), name="launch-create"),
    path(f"{SIGNATORY}/ubah/", launches.SignatoryUpdateView.as_view(), name="signatory-update"),
    path(f"{SIGNATORY}/hapus/", launches.SignatoryDeleteView.as_view(), name="signatory-delete"),
    path(f"{LAUNCH}/", launches.LaunchDetailView.as_view(), name="launch-detail"),
    path(f"{LAUNCH}/ubah/", launches.LaunchUpdateView.as_view(), name="launch-update"),
    path(f"{LAUNCH}/lembar/", launches.CommitmentSheetView.as_view(), name="launch-sheet"),
    path(
        f"{LAUNCH}/penanda-tangan/", launches.SignatoryCreateView.as_view(), name="signatory-create"
    ),
    path(
        f"{LAUNCH}/<slug:transition>/",
        launches.LaunchTransitionView.as_view(),
        name="launch-transition",
    ),
    path("inovasi/peluncuran/", public.PublicLaunchListView.as_view(), name="public-launch-list"),
    path("inovasi/peluncuran/<int:pk>/", public.PublicLaunchView.as_view(), name="public-launch"),
]

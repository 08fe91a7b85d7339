"""Addresses of the competition room."""

from __future__ import annotations

from django.urls import path

from innovations.competition.views import editions, parts, public

BASE = "kerja/kompetisi"
EDITION = f"{BASE}/<int:pk>"
PHASE = f"{EDITION}/jadwal/<int:phase>"
PART = f"{EDITION}/aturan/<slug:part>"

urlpatterns = [
    path(f"{BASE}/", editions.EditionListView.as_view(), name="edition-list"),
    path(f"{BASE}/baru/", editions.EditionCreateView.as_view(), name="edition-create"),
    path(f"{EDITION}/", editions.EditionDetailView.as_view(), name="edition-detail"),
    path(f"{EDITION}/ubah/", editions.EditionUpdateView.as_view(), name="edition-update"),
    path(f"{EDITION}/jadwal/", editions.PhaseCreateView.as_view(), name="edition-phase-create"),
    path(f"{PHASE}/", editions.PhaseUpdateView.as_view(), name="edition-phase-update"),
    path(f"{PART}/", parts.PartCreateView.as_view(), name="edition-part-create"),
    path(f"{PART}/<int:row>/", parts.PartUpdateView.as_view(), name="edition-part-update"),
    path(f"{PART}/<int:row>/hapus/", parts.PartDeleteView.as_view(), name="edition-part-delete"),
    path(
        f"{EDITION}/langkah/<slug:transition>/",
        editions.EditionTransitionView.as_view(),
        name="edition-transition",
    ),
    path("inovasi/kompetisi/", public.PublicEditionListView.as_view(), name="public-edition-list"),
    path(
        "inovasi/kompetisi/<slug:slug>/", public.PublicEditionView.as_view(), name="public-edition"
    ),
]

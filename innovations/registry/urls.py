"""Addresses of the registry room."""

from __future__ import annotations

from django.urls import path

from innovations.registry.views import entries

BASE = "kerja/inovasi"
ENTRY = f"{BASE}/<int:pk>"

entry_urls = [
    path(f"{BASE}/", entries.EntryListView.as_view(), name="innovation-list"),
    path(f"{BASE}/baru/", entries.EntryCreateView.as_view(), name="innovation-create"),
    path(f"{BASE}/rujukan/baru/", entries.ReferenceCreateView.as_view(), name="reference-create"),
    path(f"{ENTRY}/", entries.EntryDetailView.as_view(), name="innovation-detail"),
    path(f"{ENTRY}/ubah/", entries.EntryUpdateView.as_view(), name="innovation-update"),
    path(
        f"{ENTRY}/<slug:transition>/",
        entries.EntryTransitionView.as_view(),
        name="innovation-transition",
    ),
]

urlpatterns = [*entry_urls]

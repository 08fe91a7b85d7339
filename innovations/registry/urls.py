"""Addresses of the registry room."""

from __future__ import annotations

from django.urls import path

from innovations.registry.views import entries, heirs, parts, revisions

BASE = "kerja/inovasi"
ENTRY = f"{BASE}/<int:pk>"

entry_urls = [
    path(f"{BASE}/baru/", entries.EntryCreateView.as_view(), name="innovation-create"),
    path(f"{BASE}/penerus/", heirs.HeirsView.as_view(), name="innovation-heirs"),
    path(f"{BASE}/rujukan/baru/", entries.ReferenceCreateView.as_view(), name="reference-create"),
    path(f"{ENTRY}/", entries.EntryDetailView.as_view(), name="innovation-detail"),
    path(f"{ENTRY}/ubah/", entries.EntryUpdateView.as_view(), name="innovation-update"),
    path(f"{ENTRY}/angka/", parts.ComparisonCreateView.as_view(), name="comparison-create"),
    path(f"{ENTRY}/penghargaan/", parts.AwardCreateView.as_view(), name="award-create"),
    path(f"{ENTRY}/berkas/", parts.FileCreateView.as_view(), name="file-create"),
    path(f"{ENTRY}/revisi/", revisions.RevisionCreateView.as_view(), name="revision-create"),
    path(
        f"{ENTRY}/<slug:transition>/",
        entries.EntryTransitionView.as_view(),
        name="innovation-transition",
    ),
]

FIGURE, AWARD = f"{BASE}/angka/<int:pk>", f"{BASE}/penghargaan/<int:pk>"
FILE = f"{BASE}/berkas/<int:pk>"

part_urls = [
    path(f"{FIGURE}/ubah/", parts.ComparisonEditView.as_view(), name="comparison-update"),
    path(f"{FIGURE}/hapus/", parts.ComparisonDeleteView.as_view(), name="comparison-delete"),
    path(f"{AWARD}/ubah/", parts.AwardEditView.as_view(), name="award-update"),
    path(f"{AWARD}/hapus/", parts.AwardDeleteView.as_view(), name="award-delete"),
    path(f"{FILE}/", parts.FileView.as_view(), name="innovation-file"),
    path(f"{FILE}/hapus/", parts.FileDeleteView.as_view(), name="file-delete"),
]

REVISION = f"{BASE}/revisi/<int:pk>"

revision_urls = [
    path(f"{REVISION}/", revisions.RevisionDetailView.as_view(), name="revision-detail"),
    path(
        f"{REVISION}/<slug:transition>/",
        revisions.RevisionTransitionView.as_view(),
        name="revision-transition",
    ),
]

urlpatterns = [*part_urls, *revision_urls, *entry_urls]

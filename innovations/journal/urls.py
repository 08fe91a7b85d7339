"""Addresses of the journal room."""

from __future__ import annotations

from django.urls import path

from innovations.journal.views import entries, public

BASE = "kerja/inovasi/kegiatan"
ENTRY, PHOTO = f"{BASE}/<int:pk>", f"{BASE}/foto/<int:pk>"
ONE = "inovasi/<slug:slug>"

staff_urls = [
    path(f"{BASE}/", entries.JournalListView.as_view(), name="journal-list"),
    path(f"{BASE}/baru/", entries.JournalCreateView.as_view(), name="journal-create"),
    path(f"{PHOTO}/", entries.JournalPhotoView.as_view(), name="journal-photo"),
    path(f"{PHOTO}/hapus/", entries.JournalPhotoDeleteView.as_view(), name="journal-photo-delete"),
    path(f"{ENTRY}/", entries.JournalDetailView.as_view(), name="journal-detail"),
    path(f"{ENTRY}/ubah/", entries.JournalUpdateView.as_view(), name="journal-update"),
    path(f"{ENTRY}/foto/", entries.JournalPhotoCreateView.as_view(), name="journal-photo-create"),
    path(
        f"{ENTRY}/<slug:transition>/",
        entries.JournalTransitionView.as_view(),
        name="journal-transition",
    ),
]

# For everybody, gone through by the search for leaks too.
public_urls = [
    path("inovasi/kalender/", public.CalendarView.as_view(), name="public-calendar"),
    path("inovasi/kalender.ics", public.CalendarFileView.as_view(), name="public-calendar-file"),
    path("inovasi/kegiatan/<int:pk>/", public.PublicEventView.as_view(), name="public-event"),
    path(
        "inovasi/kegiatan/foto/<int:pk>/",
        public.PublicPhotoView.as_view(),
        name="public-event-photo",
    ),
    path(f"{ONE}/kegiatan/", public.PublicJournalView.as_view(), name="public-journal"),
    path(f"{ONE}/kalender.ics", public.JournalFileView.as_view(), name="public-journal-file"),
]

urlpatterns = [*staff_urls, *public_urls]

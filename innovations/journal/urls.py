"""Addresses of the journal room."""

from __future__ import annotations

from django.urls import path

from innovations.journal.views import consultations, entries, living, public

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

OF, STEP = "kerja/inovasi/<int:pk>", "kerja/inovasi/alur/<int:pk>"
ASKED = "kerja/inovasi/konsultasi"
CONSULTATION = f"{ASKED}/<int:pk>"

staff_urls += [
    path(f"{OF}/kegiatan/", living.LivingView.as_view(), name="innovation-living"),
    path(f"{OF}/alur/", living.StepCreateView.as_view(), name="step-create"),
    path(f"{OF}/konsultasi/", living.DeskView.as_view(), name="consultation-desk"),
    path(f"{STEP}/ubah/", living.StepUpdateView.as_view(), name="step-update"),
    path(f"{STEP}/hapus/", living.StepDeleteView.as_view(), name="step-delete"),
    path(f"{ASKED}/", consultations.ConsultationListView.as_view(), name="consultation-list"),
    path(
        f"{CONSULTATION}/",
        consultations.ConsultationDetailView.as_view(),
        name="consultation-detail",
    ),
    path(
        f"{CONSULTATION}/jadwal/",
        consultations.ConsultationScheduleView.as_view(),
        name="consultation-schedule",
    ),
    path(
        f"{CONSULTATION}/jawaban/",
        consultations.ConsultationAnswerView.as_view(),
        name="consultation-answer",
    ),
    path(
        f"{CONSULTATION}/penolakan/",
        consultations.ConsultationDeclineView.as_view(),
        name="consultation-decline",
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
    path(
        f"{ONE}/konsultasi/",
        consultations.ConsultationCreateView.as_view(),
        name="public-consultation",
    ),
    path(f"{ONE}/kalender.ics", public.JournalFileView.as_view(), name="public-journal-file"),
]

urlpatterns = [*staff_urls, *public_urls]

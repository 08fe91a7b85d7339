"""Addresses of the launch room."""

from __future__ import annotations

from django.urls import path

from innovations.launch.views import launches, milestones, photos, public, training

BASE = "kerja/inovasi/peluncuran"
LAUNCH = f"{BASE}/<int:pk>"
ENTRY = "kerja/inovasi/<int:pk>/tonggak"
MILESTONES = "kerja/inovasi/tonggak"
MILESTONE = f"{MILESTONES}/<int:pk>"
SIGNATORY = f"{BASE}/penanda-tangan/<int:pk>"

milestone_urls = [
    path(f"{MILESTONES}/", milestones.MilestoneBoardView.as_view(), name="milestone-board"),
    path(f"{ENTRY}/", milestones.MilestoneListView.as_view(), name="milestone-list"),
    path(f"{ENTRY}/baru/", milestones.MilestoneCreateView.as_view(), name="milestone-create"),
    path(f"{MILESTONE}/ubah/", milestones.MilestoneUpdateView.as_view(), name="milestone-update"),
    path(f"{MILESTONE}/bukti/", milestones.MilestoneReportView.as_view(), name="milestone-report"),
    path(f"{MILESTONE}/berkas/", milestones.MilestoneFileView.as_view(), name="milestone-file"),
    path(
        f"{MILESTONE}/<slug:transition>/",
        milestones.MilestoneTransitionView.as_view(),
        name="milestone-transition",
    ),
]

PHOTO = f"{BASE}/foto/<int:pk>"

photo_urls = [
    path(f"{LAUNCH}/foto/", photos.PhotoCreateView.as_view(), name="launch-photo-create"),
    path(f"{PHOTO}/", photos.PhotoView.as_view(), name="launch-photo"),
    path(f"{PHOTO}/hapus/", photos.PhotoDeleteView.as_view(), name="launch-photo-delete"),
    path(
        "inovasi/peluncuran/foto/<int:pk>/",
        photos.PublicPhotoView.as_view(),
        name="public-launch-photo",
    ),
]

COHORTS = "kerja/inovasi/pelatihan"
COHORT, PROJECT = f"{COHORTS}/<int:pk>", f"{COHORTS}/aksi/<int:pk>"
PAPER = f"{COHORTS}/berkas/<int:pk>"

training_urls = [
    path(f"{COHORTS}/", training.CohortListView.as_view(), name="cohort-list"),
    path(f"{COHORTS}/baru/", training.CohortCreateView.as_view(), name="cohort-create"),
    path(f"{COHORT}/", training.CohortDetailView.as_view(), name="cohort-detail"),
    path(f"{COHORT}/ubah/", training.CohortUpdateView.as_view(), name="cohort-update"),
    path(f"{COHORT}/aksi/", training.ProjectCreateView.as_view(), name="project-create"),
    path(f"{PROJECT}/ubah/", training.ProjectUpdateView.as_view(), name="project-update"),
    path(f"{PROJECT}/berkas/", training.PaperCreateView.as_view(), name="paper-create"),
    path(f"{PAPER}/", training.PaperView.as_view(), name="paper-file"),
    path(f"{PAPER}/hapus/", training.PaperDeleteView.as_view(), name="paper-delete"),
    path("inovasi/pelatihan/", training.PublicCohortListView.as_view(), name="public-cohort-list"),
]

launch_urls = [
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

urlpatterns = [*milestone_urls, *photo_urls, *training_urls, *launch_urls]

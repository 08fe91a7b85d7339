from django.urls import path

from performance.entry.views import entry, evidence, past_years, rows, submissions, unlock, windows

PLACE = "kinerja/pengisian/<str:code>/<int:year>/<int:quarter>/"

urlpatterns = [
    path("kinerja/pengisian/", submissions.SubmissionListView.as_view(), name="submission-list"),
    path(
        "kinerja/pengisian/<int:pk>/<str:transition>/",
        submissions.SubmissionTransitionView.as_view(),
        name="submission-transition",
    ),
    path(PLACE, entry.EntryView.as_view(), name="entry"),
    path(f"{PLACE}baris/", entry.EntryRowView.as_view(), name="entry-row"),
    path(f"{PLACE}uraian/", entry.NarrativeView.as_view(), name="entry-narrative"),
    path(f"{PLACE}periksa/", submissions.SubmissionCheckView.as_view(), name="entry-check"),
    path(f"{PLACE}tinjau/", submissions.SubmissionReviewView.as_view(), name="submission-review"),
    path(f"{PLACE}buka-kunci/", unlock.UnlockRequestView.as_view(), name="unlock-request"),
    path(
        f"{PLACE}indikator/<int:pk>/",
        rows.EntryIndicatorView.as_view(),
        name="entry-indicator",
    ),
    path(
        f"{PLACE}indikator/<int:pk>/catatan/",
        rows.EntryNoteView.as_view(),
        name="entry-note",
    ),
    path(
        f"{PLACE}indikator/<int:pk>/bukti/",
        evidence.EvidenceAddView.as_view(),
        name="evidence-add",
    ),
    path(
        f"{PLACE}bukti/<int:pk>/lepas/",
        evidence.EvidenceRemoveView.as_view(),
        name="evidence-remove",
    ),
    path(f"{PLACE}sub-kegiatan/<int:pk>/", rows.EntryNodeView.as_view(), name="entry-node"),
    path("kinerja/bukti/<int:pk>/", evidence.EvidenceFileView.as_view(), name="evidence-file"),
    path("kinerja/jadwal/", windows.WindowListView.as_view(), name="window-list"),
    path("kinerja/jadwal/baru/", windows.WindowEditView.as_view(), name="window-create"),
    path("kinerja/jadwal/<int:pk>/", windows.WindowEditView.as_view(), name="window-update"),
    path("kinerja/tahun-lalu/", past_years.PastYearListView.as_view(), name="past-year-list"),
    path("kinerja/tahun-lalu/<int:year>/", past_years.PastYearView.as_view(), name="past-year"),
    path(
        "kinerja/jadwal/kelengkapan/",
        windows.CompletenessView.as_view(),
        name="window-completeness",
    ),
    path("kinerja/buka-kunci/", unlock.UnlockListView.as_view(), name="unlock-list"),
    path(
        "kinerja/buka-kunci/<int:pk>/<str:transition>/",
        unlock.UnlockTransitionView.as_view(),
        name="unlock-transition",
    ),
]

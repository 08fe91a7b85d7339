"""Addresses of the index room."""

from __future__ import annotations

from django.urls import path

from innovations.index.views import answers, archive, entries, rounds, rules, sets, simulation

BASE = "kerja/inovasi/indeks"
YEAR = f"{BASE}/<int:year>"
SET = f"{BASE}/skema/<int:year>"
ENTRY = f"{BASE}/isian/<int:pk>"
ROW = "<slug:number>"
ARCHIVE = f"{BASE}/arsip/<int:pk>"

urlpatterns = [
    path(f"{BASE}/", rounds.RoundListView.as_view(), name="index-list"),
    path(f"{SET}/", sets.SetDetailView.as_view(), name="index-set"),
    path(f"{SET}/ubah/", sets.SetUpdateView.as_view(), name="index-set-update"),
    path(f"{SET}/salin/", rules.RowsCopyView.as_view(), name="index-rows-copy"),
    path(f"{SET}/baris/{ROW}/", rules.RowUpdateView.as_view(), name="index-row-update"),
    path(f"{SET}/buka/", sets.RoundOpenView.as_view(), name="index-open"),
    path(f"{YEAR}/", rounds.RoundDetailView.as_view(), name="index-round"),
    path(f"{YEAR}/tutup/", rounds.RoundCloseView.as_view(), name="index-close"),
    path(f"{YEAR}/calon/", entries.CandidateListView.as_view(), name="index-candidates"),
    path(f"{YEAR}/calon/<int:pk>/", entries.ReportView.as_view(), name="index-report"),
    path(f"{YEAR}/simulasi/", simulation.SimulationView.as_view(), name="index-simulation"),
    path(f"{YEAR}/daerah/", rounds.RegionalView.as_view(), name="index-regional"),
    path(
        f"{YEAR}/daerah/{ROW}/", answers.RegionalAnswerView.as_view(), name="index-regional-answer"
    ),
    path(f"{YEAR}/arsip/", archive.RoundArchiveView.as_view(), name="index-archive"),
    path(f"{ENTRY}/arsip/", archive.EntryArchiveView.as_view(), name="index-entry-archive"),
    path(f"{ARCHIVE}/", archive.ArchiveDetailView.as_view(), name="index-archive-detail"),
    path(f"{ARCHIVE}/berkas/", archive.ArchiveFileView.as_view(), name="index-archive-file"),
    path(f"{ENTRY}/", entries.EntryDetailView.as_view(), name="index-entry"),
    path(f"{ENTRY}/baris/{ROW}/", answers.AnswerView.as_view(), name="index-answer"),
    path(f"{ENTRY}/baris/{ROW}/periksa/", answers.VerdictView.as_view(), name="index-verdict"),
    path(f"{ENTRY}/baris/{ROW}/ambil/", answers.OfferView.as_view(), name="index-take"),
    path(f"{BASE}/bukti/<int:pk>/", answers.EvidenceView.as_view(), name="index-evidence"),
    path(
        f"{ENTRY}/<slug:transition>/",
        entries.EntryTransitionView.as_view(),
        name="index-entry-transition",
    ),
]

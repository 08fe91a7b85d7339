"""Addresses of the staff room."""

from __future__ import annotations

from django.urls import path

from complaints.staff.views import acts, case, inbox, writing

BASE = "kerja/pengaduan"
CASE = f"{BASE}/<str:number>"

urlpatterns = [
    path(f"{BASE}/", inbox.CaseListView.as_view(), name="case-list"),
    path(f"{CASE}/", case.CaseDetailView.as_view(), name="case-detail"),
    path(f"{CASE}/catatan/", case.CaseNoteView.as_view(), name="case-note"),
    path(f"{CASE}/dibaca/", case.CaseReadView.as_view(), name="case-read"),
    path(f"{CASE}/berkas/<int:pk>/", case.CaseFileView.as_view(), name="case-file"),
    path(f"{CASE}/golongkan/", acts.CaseClassifyView.as_view(), name="case-classify"),
    path(f"{CASE}/teruskan/", acts.CaseRouteView.as_view(), name="case-route"),
    path(f"{CASE}/kembalikan/", acts.CaseHandBackView.as_view(), name="case-hand-back"),
    path(f"{CASE}/mulai/", acts.CaseStartView.as_view(), name="case-start"),
    path(f"{CASE}/petugas/", acts.CaseDelegateView.as_view(), name="case-delegate"),
    path(f"{CASE}/arsipkan/", acts.CaseArchiveView.as_view(), name="case-archive"),
    path(f"{CASE}/lengkapi/", writing.CaseAskView.as_view(), name="case-ask"),
    path(f"{CASE}/kabar/", writing.CaseProgressView.as_view(), name="case-progress"),
    path(f"{CASE}/jawab/", writing.CaseAnswerView.as_view(), name="case-answer"),
    path(f"{CASE}/tutup/", writing.CaseCloseView.as_view(), name="case-close"),
]

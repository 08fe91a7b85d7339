"""Addresses of answering, of kiosks, single-use codes, paper and files."""

from __future__ import annotations

from django.urls import path

from surveys.collection.views import batches, files
from surveys.collection.views.answer import AnswerView
from surveys.collection.views.codes import PointCodesView
from surveys.collection.views.kiosk import KioskAnswerView, KioskBeginView, KioskLeaveView
from surveys.collection.views.offline import OfflineView, OfflineWorkerView
from surveys.collection.views.paper_form import PaperFormView

BASE = "kerja/survei"
UNIT = f"{BASE}/unit/<int:pk>"
POINT = f"{BASE}/titik/<int:pk>"
BATCH = f"{BASE}/bundel/<int:pk>"

answer_urls = [
    path("s/<str:code>/", AnswerView.as_view(), name="answer"),
    path("s/<str:code>/<str:mark>/", AnswerView.as_view(), name="answer-signed"),
    path("kios/<str:code>/", KioskBeginView.as_view(), name="kiosk"),
    path("kios/<str:code>/isi/", KioskAnswerView.as_view(), name="kiosk-answer"),
    path("kios/<str:code>/luring/", OfflineView.as_view(), name="kiosk-offline"),
    path(
        "kios/<str:code>/luring/pekerja.js",
        OfflineWorkerView.as_view(),
        name="kiosk-offline-worker",
    ),
    path("kios/<str:code>/keluar/", KioskLeaveView.as_view(), name="kiosk-leave"),
]

paper_urls = [
    path(f"{POINT}/kode/", PointCodesView.as_view(), name="point-codes"),
    path(f"{POINT}/kuesioner/", PaperFormView.as_view(), name="point-paper"),
    path(f"{UNIT}/bundel/", batches.BatchListView.as_view(), name="batch-list"),
    path(f"{UNIT}/bundel/baru/", batches.BatchCreateView.as_view(), name="batch-create"),
    path(f"{BATCH}/", batches.BatchDetailView.as_view(), name="batch-detail"),
    path(f"{BATCH}/entri/", batches.BatchEntryView.as_view(), name="batch-entry"),
    path(
        f"{BATCH}/baris/<int:number>/keluarkan/",
        batches.RowRemoveView.as_view(),
        name="batch-row-remove",
    ),
    path(
        f"{BATCH}/baris/<int:number>/ulang/",
        batches.SecondEntryView.as_view(),
        name="batch-second",
    ),
    path(
        f"{BATCH}/baris/<int:number>/putuskan/",
        batches.SettleView.as_view(),
        name="batch-settle",
    ),
    path(f"{BATCH}/<slug:transition>/", batches.BatchMoveView.as_view(), name="batch-move"),
]

FILE = f"{BASE}/impor/<int:pk>"

file_urls = [
    path(f"{UNIT}/impor/", files.FileUploadView.as_view(), name="import-upload"),
    path(f"{FILE}/", files.FilePreviewView.as_view(), name="import-preview"),
    path(f"{FILE}/kolom/", files.FileColumnsView.as_view(), name="import-columns"),
    path(f"{FILE}/simpan/", files.FileConfirmView.as_view(), name="import-confirm"),
    path(f"{FILE}/batal/", files.FileCancelView.as_view(), name="import-cancel"),
]

urlpatterns: list = [*answer_urls, *paper_urls, *file_urls]

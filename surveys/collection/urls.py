"""Addresses of answering, of kiosks, single-use codes, paper and files."""

from __future__ import annotations

from django.urls import path

from surveys.collection.views.answer import AnswerView
from surveys.collection.views.codes import PointCodesView
from surveys.collection.views.kiosk import KioskAnswerView, KioskBeginView, KioskLeaveView

BASE = "kerja/survei"

urlpatterns: list = [
    path("s/<str:code>/", AnswerView.as_view(), name="answer"),
    path("s/<str:code>/<str:mark>/", AnswerView.as_view(), name="answer-signed"),
    path("kios/<str:code>/", KioskBeginView.as_view(), name="kiosk"),
    path("kios/<str:code>/isi/", KioskAnswerView.as_view(), name="kiosk-answer"),
    path("kios/<str:code>/keluar/", KioskLeaveView.as_view(), name="kiosk-leave"),
    path(f"{BASE}/titik/<int:pk>/kode/", PointCodesView.as_view(), name="point-codes"),
]

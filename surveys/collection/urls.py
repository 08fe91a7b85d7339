"""Addresses of answering, of kiosks, single-use codes, paper and files."""

from __future__ import annotations

from django.urls import path

from surveys.collection.views.answer import AnswerView

urlpatterns: list = [
    path("s/<str:code>/", AnswerView.as_view(), name="answer"),
    path("s/<str:code>/<str:mark>/", AnswerView.as_view(), name="answer-signed"),
]

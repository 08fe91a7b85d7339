"""Addresses for everybody, and the page on which a unit chooses what stands there."""

from __future__ import annotations

from django.urls import path

from surveys.public.views.badge import BadgePictureView, BadgeView
from surveys.public.views.pages import (
    PublicAnswerView,
    PublicCityView,
    PublicListView,
    PublicUnitView,
)
from surveys.public.views.shown import ShownView

UNIT = "survei/unit/<int:pk>"

urlpatterns: list = [
    path("survei/", PublicListView.as_view(), name="public-list"),
    path("survei/kota/", PublicCityView.as_view(), name="public-city"),
    path("survei/isi/", PublicAnswerView.as_view(), name="public-answer"),
    path(f"{UNIT}/", PublicUnitView.as_view(), name="public-unit"),
    path(f"{UNIT}/lencana/", BadgeView.as_view(), name="public-badge"),
    path(f"{UNIT}/badge.svg", BadgePictureView.as_view(), name="public-badge-picture"),
    path("kerja/survei/unit/<int:pk>/halaman/", ShownView.as_view(), name="unit-shown"),
]

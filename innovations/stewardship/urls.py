"""Addresses of the stewardship room."""

from __future__ import annotations

from django.urls import path

from innovations.stewardship.views import check_ins, listing, simplifying, stewards, sustainability

BASE = "kerja/inovasi"
ONE = f"{BASE}/<int:pk>"

urlpatterns = [
    path(f"{BASE}/", listing.EntryListView.as_view(), name="innovation-list"),
    path(f"{ONE}/penanggung-jawab/", stewards.StewardDetailView.as_view(), name="steward-detail"),
    path(f"{ONE}/serah-terima/", stewards.HandoverCreateView.as_view(), name="handover-create"),
    path(f"{ONE}/keadaan/", stewards.HealthJudgeView.as_view(), name="steward-health"),
    path(
        f"{BASE}/serah-terima/<int:pk>/<slug:transition>/",
        stewards.HandoverTransitionView.as_view(),
        name="handover-transition",
    ),
    path(
        f"{BASE}/tanpa-penanggung-jawab/",
        stewards.OrphanListView.as_view(),
        name="steward-orphans",
    ),
    path(f"{BASE}/penyederhanaan/", simplifying.OverlapListView.as_view(), name="steward-overlaps"),
    path(f"{ONE}/bandingkan/", simplifying.OverlapCompareView.as_view(), name="steward-compare"),
    path(f"{ONE}/sederhanakan/", simplifying.SimplifyView.as_view(), name="steward-simplify"),
    path(
        f"{BASE}/keberlanjutan/", sustainability.SustainabilityView.as_view(), name="sustainability"
    ),
    path(
        f"{BASE}/keberlanjutan/<int:year>.csv",
        sustainability.SustainabilityFileView.as_view(),
        name="sustainability-file",
    ),
    path(f"{BASE}/kabar/", check_ins.CheckInListView.as_view(), name="check-in-list"),
    path(
        f"{BASE}/kabar/<int:pk>/perbaiki/",
        check_ins.CheckInCorrectView.as_view(),
        name="check-in-correct",
    ),
    path(f"{BASE}/kabar/<int:pk>/", check_ins.CheckInAnswerView.as_view(), name="check-in-answer"),
]

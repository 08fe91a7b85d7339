"""Addresses of the award room."""

from __future__ import annotations

from django.urls import path

from innovations.award.views import (
    after,
    corrections,
    evening,
    forwarding,
    history,
    objections,
    results,
)

RESULT = "kerja/kompetisi/<int:pk>/hasil"
AFTER = "kerja/kompetisi/<int:pk>/sesudah"
PROPOSAL = f"{AFTER}/<int:proposal>"

urlpatterns = [
    path(f"{RESULT}/", results.ResultView.as_view(), name="result"),
    path(f"{RESULT}/bekukan/", results.FreezeView.as_view(), name="result-freeze"),
    path(f"{RESULT}/maju/", results.ShortlistView.as_view(), name="result-shortlist"),
    path(
        f"{RESULT}/<int:result>/<slug:transition>/",
        results.ResultTransitionView.as_view(),
        name="result-transition",
    ),
    path(
        f"{RESULT}/koreksi/<int:correction>/tutup/",
        corrections.CorrectionCloseView.as_view(),
        name="correction-close",
    ),
    path(
        f"{PROPOSAL}/sanggahan/<int:objection>/koreksi/",
        corrections.CorrectionCreateView.as_view(),
        name="correction-create",
    ),
    path(
        "inovasi/kompetisi/<slug:slug>/hasil/<int:number>/",
        results.FormerResultView.as_view(),
        name="public-former-result",
    ),
    path("inovasi/penghargaan/<int:year>/", evening.EveningView.as_view(), name="public-evening"),
    path("inovasi/penghargaan/<int:year>/layar/", evening.HallView.as_view(), name="public-hall"),
    path("inovasi/penghargaan/", history.HistoryView.as_view(), name="public-history"),
    path(
        "inovasi/kompetisi/<slug:slug>/hasil/",
        results.PublicResultView.as_view(),
        name="public-result",
    ),
    path(f"{AFTER}/", after.AfterListView.as_view(), name="after"),
    path(f"{AFTER}/sanggahan/", objections.ObjectionListView.as_view(), name="objection-list"),
    path(f"{PROPOSAL}/", after.AfterDetailView.as_view(), name="after-proposal"),
    path(f"{PROPOSAL}/umpan-balik/", after.LetterView.as_view(), name="after-letter"),
    path(f"{PROPOSAL}/piagam/", after.CertificateView.as_view(), name="after-certificate"),
    path(f"{PROPOSAL}/paket/", forwarding.PackageView.as_view(), name="after-package"),
    path(
        f"{PROPOSAL}/sanggahan/", objections.ObjectionCreateView.as_view(), name="objection-create"
    ),
    path(
        f"{PROPOSAL}/sanggahan/<int:objection>/<slug:transition>/",
        objections.ObjectionTransitionView.as_view(),
        name="objection-transition",
    ),
    path(
        f"{PROPOSAL}/penerusan/",
        forwarding.ForwardingCreateView.as_view(),
        name="forwarding-create",
    ),
    path(
        f"{PROPOSAL}/penerusan/<int:forwarding>/",
        forwarding.ForwardingUpdateView.as_view(),
        name="forwarding-update",
    ),
    path(
        "inovasi/kompetisi/<slug:slug>/piagam/<slug:code>/",
        after.PublicCertificateView.as_view(),
        name="public-certificate",
    ),
]

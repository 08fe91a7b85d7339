"""Addresses of reporting and following."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from complaints.intake.queries.drafts import NAMES
from complaints.intake.views import acts, offers
from complaints.intake.views.child import ChildMessageView, ChildReportView, ChildTicketView
from complaints.intake.views.report import FileRemoveView, StartView
from complaints.intake.views.sending import ForgetView, ProofView, ReceiptView
from complaints.intake.views.steps import step_page
from complaints.intake.views.ticket import (
    CHILD,
    TicketLeaveView,
    TicketPartView,
    TicketView,
    UnlockView,
)


def either(ordinary: Any, about_child: Any) -> Any:
    """One address for both kinds of ticket: a browser's history tells nobody which it was."""

    def view(request: HttpRequest) -> HttpResponse:
        return (about_child if CHILD in request.session else ordinary).as_view()(request)

    return view


urlpatterns: list = [
    path("lapor/anak/", ChildReportView.as_view(), name="child-report"),
    path("lapor/", StartView.as_view(), name="report"),
    path("lapor/terkirim/", ReceiptView.as_view(), name="report-receipt"),
    path("lapor/hapus/", ForgetView.as_view(), name="report-forget"),
    path("lapor/berkas/<int:pk>/hapus/", FileRemoveView.as_view(), name="report-file-remove"),
    path("lapor/foto/", offers.PhotoFirstView.as_view(), name="report-photo"),
    path("lapor/tulisan/", offers.WordsView.as_view(), name="report-words"),
    path("lapor/wilayah.json", offers.OutlinesView.as_view(), name="report-outlines"),
    path("lapor/serupa/", offers.SimilarView.as_view(), name="report-similar"),
    path("lapor/serupa/<str:number>/", offers.FollowView.as_view(), name="report-follow"),
    path(
        "lapor/serupa/<str:number>/foto/<int:pk>/",
        offers.SimilarPhotoView.as_view(),
        name="report-similar-photo",
    ),
    path("lapor/mengikuti/", offers.FollowedView.as_view(), name="report-followed"),
    re_path(f"^lapor/(?P<step>{'|'.join(NAMES)})/$", step_page, name="report-step"),
    path("pengaduan/bukti/<str:number>/<str:check>/", ProofView.as_view(), name="public-proof"),
    path("lacak/", UnlockView.as_view(), name="ticket"),
    path("lacak/keluar/", TicketLeaveView.as_view(), name="ticket-leave"),
    path("lacak/laporan/", either(TicketView, ChildTicketView), name="ticket-detail"),
    path(
        "lacak/laporan/pesan/",
        either(acts.MessageView, ChildMessageView),
        name="ticket-message",
    ),
    path("lacak/laporan/bagian/", TicketPartView.as_view(), name="ticket-part"),
    path("lacak/laporan/nilai/", acts.RatingView.as_view(), name="ticket-rate"),
    path("lacak/laporan/kerahasiaan/", acts.PrivacyView.as_view(), name="ticket-privacy"),
    path("lacak/laporan/kontak/", acts.ContactView.as_view(), name="ticket-contact"),
    path("lacak/laporan/berkas/<int:pk>/", acts.TicketFileView.as_view(), name="ticket-file"),
    re_path(
        f"^lacak/laporan/(?P<act>{'|'.join(acts.ACTS)})/$",
        acts.MoveView.as_view(),
        name="ticket-move",
    ),
]

"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path, re_path

from complaints.public.views import figures, follow, listing, ticket
from complaints.public.views.feed import PublicFeed

urlpatterns: list = [
    path("pengaduan/", listing.PublicListView.as_view(), name="public-list"),
    path("pengaduan/peta/", listing.PublicMapView.as_view(), name="public-map"),
    path("pengaduan/peta.json", listing.PublicPointsView.as_view(), name="public-points"),
    path("pengaduan/rapor/", figures.ReportCardView.as_view(), name="public-cards"),
    path("pengaduan/statistik/", figures.StatisticsView.as_view(), name="public-statistics"),
    path("pengaduan/umpan/", PublicFeed(), name="public-feed"),
    re_path(
        r"^pengaduan/umpan/(?P<which>wilayah|kategori)/(?P<code>[\w.-]+)/$",
        PublicFeed(),
        name="public-feed-of",
    ),
    path("pengaduan/langganan/", follow.AreaFollowView.as_view(), name="area-follow"),
    path(
        "pengaduan/langganan/<str:token>/",
        follow.AreaFollowConfirmView.as_view(),
        name="area-follow-confirm",
    ),
    path(
        "pengaduan/langganan/<str:token>/berhenti/",
        follow.AreaFollowStopView.as_view(),
        name="area-follow-stop",
    ),
    path("pengaduan/<str:number>/", ticket.PublicTicketView.as_view(), name="public-ticket"),
    path(
        "pengaduan/<str:number>/foto/<int:pk>/",
        ticket.PublicPhotoView.as_view(),
        name="public-photo",
    ),
    path(
        "pengaduan/<str:number>/saya-juga/",
        ticket.PublicFollowView.as_view(),
        name="public-follow",
    ),
]

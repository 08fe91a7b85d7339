"""Addresses of Open311 GeoReport v2, with and without the format at their end."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from complaints.open311.views import keys, requests, services

V2 = "open311/v2"


def _both(place: str, view: Any, name: str) -> list[URLPattern]:
    return [
        path(f"{V2}/{place}.<slug:form>", view.as_view(), name=f"open311-{name}-as"),
        path(f"{V2}/{place}", view.as_view(), name=f"open311-{name}"),
    ]


urlpatterns = [
    *_both("discovery", services.DiscoveryView, "discovery"),
    *_both("services", services.ServiceListView, "services"),
    *_both("services/<slug:code>", services.ServiceView, "service"),
    *_both("requests", requests.RequestListView, "requests"),
    *_both("requests/<slug:number>", requests.RequestView, "request"),
    *_both("tokens/<uuid:token>", requests.TokenView, "token"),
    path("open311/openapi.json", services.OpenApiView.as_view(), name="open311-openapi"),
    path("kerja/pengaduan/kunci-aplikasi/", keys.KeyListView.as_view(), name="key-list"),
    path("kerja/pengaduan/kunci-aplikasi/baru/", keys.KeyCreateView.as_view(), name="key-create"),
    path(
        "kerja/pengaduan/kunci-aplikasi/<int:pk>/cabut/",
        keys.KeyRevokeView.as_view(),
        name="key-revoke",
    ),
]

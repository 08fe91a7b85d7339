"""Addresses of the citizens' room: forms for everybody, and what the unit does with them."""

from __future__ import annotations

from django.urls import path

from innovations.citizens.views import wishes

ONE = "inovasi/<slug:slug>"
WISH = "kerja/inovasi/minat"

urlpatterns = [
    path(f"{ONE}/replikasi/", wishes.WishCreateView.as_view(), name="wish-create"),
    path(f"{WISH}/", wishes.WishListView.as_view(), name="wish-list"),
    path(f"{WISH}/<int:pk>/", wishes.WishDetailView.as_view(), name="wish-detail"),
    path(
        f"{WISH}/<int:pk>/<slug:transition>/",
        wishes.WishTransitionView.as_view(),
        name="wish-transition",
    ),
]

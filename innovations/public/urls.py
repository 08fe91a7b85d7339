"""Addresses for everybody. What is no word of a slug or stands longer comes first."""

from __future__ import annotations

from django.urls import path

from innovations.public.views.catalogue import CatalogueView, PublicFileView, PublicInnovationView
from innovations.public.views.feed import InnovationFeed

ONE = "inovasi/<slug:slug>"

urlpatterns: list = [
    path("inovasi/", CatalogueView.as_view(), name="public-catalogue"),
    path("inovasi/umpan.xml", InnovationFeed(), name="public-feed"),
    path(f"{ONE}/berkas/<int:pk>/", PublicFileView.as_view(), name="public-file"),
    path(f"{ONE}/", PublicInnovationView.as_view(), name="public-innovation"),
]

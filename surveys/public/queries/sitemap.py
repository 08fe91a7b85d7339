"""Addresses of the survey for search engines."""

from __future__ import annotations

from django.urls import reverse

from organizations.sitemaps import MOST, Entry
from surveys.models import ServiceUnit

PAGES = ("public-list", "public-city", "public-answer", "public-standard-list", "public-forum-list")


def parts() -> list[str]:
    return ["halaman", "unit"]


def entries(part: str) -> list[Entry]:
    if part == "halaman":
        return [Entry(reverse(f"surveys:{name}")) for name in PAGES]
    rows = ServiceUnit.objects.filter(is_active=True).order_by("pk")
    return [
        Entry(reverse("surveys:public-unit", args=[pk]))
        for pk in rows.values_list("pk", flat=True)[:MOST]
    ]

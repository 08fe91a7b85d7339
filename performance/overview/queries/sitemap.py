"""Addresses of the public pages of performance for search engines."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from organizations.models import Organization
from organizations.sitemaps import MOST, Entry
from performance.models import Indicator


def _always() -> list[Entry]:
    return [Entry(reverse("home"))]


def _units() -> list[Entry]:
    rows = Organization.objects.reporting().order_by("code")
    codes = rows.values_list("code", flat=True)[:MOST]
    return [Entry(reverse("performance:public-organization", args=[code])) for code in codes]


def _indicators() -> list[Entry]:
    rows = Indicator.objects.ever_active().order_by("pk").values_list("pk", flat=True)[:MOST]
    return [Entry(reverse("performance:public-indicator", args=[pk])) for pk in rows]


PARTS: dict[str, Callable[[], list[Entry]]] = {
    "beranda": _always,
    "perangkat-daerah": _units,
    "indikator": _indicators,
}


def parts() -> list[str]:
    return list(PARTS)


def entries(part: str) -> list[Entry]:
    return PARTS[part]()

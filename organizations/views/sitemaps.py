"""The map of the site for search engines, and what they are asked to leave alone."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from organizations.sitemaps import MOST, SITEMAPS, Entry

KEPT = "public, max-age=3600"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
# Pages of people who work here, of one reporter, and of whoever holds a code.
ALONE = (
    "/akun/", "/dasbor/", "/dokumen/", "/kerja/", "/lacak/laporan/", "/lapor/serupa/", "/masuk/",
    "/pengaduan/bukti/", "/verifikasi/",
)  # fmt: skip


class SitemapIndexView(View):
    """Every part of every section; one statement a section at most."""

    def get(self, request: HttpRequest) -> HttpResponse:
        sections = sorted(SITEMAPS.all(), key=lambda section: section.name)
        paths = [
            reverse("organizations:sitemap-part", args=[section.name, part])
            for section in sections
            for part in section.parts()
        ]
        return _xml("sitemapindex", "sitemap", [Entry(path) for path in paths])


class SitemapPartView(View):
    """The addresses of one part; two statements at most. A part may be empty."""

    def get(self, request: HttpRequest, section: str, part: str) -> HttpResponse:
        found = SITEMAPS.find(section)
        if found is None or part not in found.parts():
            raise Http404
        return _xml("urlset", "url", list(found.entries(part))[:MOST])


class RobotsView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in ALONE)]
        lines.append(f"Sitemap: {settings.SITE_URL}{reverse('organizations:sitemap')}")
        return _answer("\n".join([*lines, ""]), "text/plain; charset=utf-8")


def _xml(outer: str, inner: str, entries: Iterable[Entry]) -> HttpResponse:
    rows = "".join(f"<{inner}>{_told(entry)}</{inner}>\n" for entry in entries)
    return _answer(f"{HEAD}\n<{outer} {SCHEMA}>\n{rows}</{outer}>\n", "application/xml")


def _told(entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed.isoformat()}</lastmod>" if entry.changed else ""
    return f"<loc>{escape(settings.SITE_URL + entry.path)}</loc>{changed}"


def _answer(content: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Cache-Control"] = KEPT
    return response

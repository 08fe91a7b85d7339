"""What performance shows to search engines: the front page, units and indicators."""

from organizations.sitemaps import SITEMAPS, Section
from performance.overview.queries.sitemap import entries, parts

SITEMAPS.file(Section("kinerja", parts, entries))

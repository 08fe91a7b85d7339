"""What innovations show to search engines: the catalogue, and every public innovation."""

from innovations.public.queries.sitemap import entries, parts
from organizations.sitemaps import SITEMAPS, Section

SITEMAPS.file(Section("inovasi", parts, entries))

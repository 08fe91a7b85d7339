"""What the survey shows to search engines: its pages for everybody, and units."""

from organizations.sitemaps import SITEMAPS, Section
from surveys.public.queries.sitemap import entries, parts

SITEMAPS.file(Section("survei", parts, entries))

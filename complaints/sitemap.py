"""What complaints shows to search engines: its pages for everybody, and public reports."""

from complaints.public.queries.sitemap import entries, parts
from organizations.sitemaps import SITEMAPS, Section

SITEMAPS.file(Section("pengaduan", parts, entries))

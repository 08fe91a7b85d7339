"""What innovations show to search engines: the catalogue, every public innovation, competitions."""

from innovations.award.queries.sitemap import entries as competition_entries
from innovations.award.queries.sitemap import parts as competition_parts
from innovations.public.queries.sitemap import entries, parts
from organizations.sitemaps import SITEMAPS, Section

SITEMAPS.file(Section("inovasi", parts, entries))
SITEMAPS.file(Section("kompetisi", competition_parts, competition_entries))

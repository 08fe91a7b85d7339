"""What innovations give on the evening of awards: the tiers of announced competitions."""

from innovations.award.queries.honours import competition_honour_years, competition_honours
from organizations.honours import HONOURS, HonourSource

HONOURS.file(HonourSource("competitions", competition_honour_years, competition_honours, order=20))

"""What performance gives on the evening of awards: the grades of announced SAKIP results."""

from organizations.honours import HONOURS, HonourSource
from performance.sakip.queries.honours import sakip_honour_years, sakip_honours

HONOURS.file(HonourSource("sakip", sakip_honour_years, sakip_honours, order=10))

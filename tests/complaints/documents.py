"""The reports of complaints as documents."""

from tests.pages.places import INS, ORG, PIM
from tests.reports.documents import Document

DOCUMENTS = (Document("pengaduan-bulanan", frozenset({ORG, INS, PIM}), of_unit=False),)

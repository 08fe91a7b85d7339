"""The reports of complaints as documents."""

from tests.pages.places import CITY
from tests.reports.documents import Document

DOCUMENTS = (Document("pengaduan-bulanan", CITY, of_unit=False, steady="a year without reports"),)

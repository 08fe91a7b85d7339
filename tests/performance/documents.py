"""The reports of performance as documents: of a unit, of the city, or of either."""

from tests.pages.places import BPD, CITY, ORG, READERS, UNIT
from tests.reports.documents import Document

_PROGRAMS = {"tingkat": "program"}  # a city's form down to sub kegiatan is thousands of rows

DOCUMENTS = (
    Document("e81", READERS),
    Document("e80", READERS),
    Document("lkjip-opd", READERS),
    Document("lke-lhe", UNIT | {BPD, ORG}, steady="the sheet"),  # the own is not handed in yet
    Document("perjanjian-kinerja", READERS),
    Document("perjanjian-kinerja", CITY, of_unit=False),
    Document("iku", READERS),
    Document("iku", CITY, of_unit=False),
    Document("rencana-aksi", READERS),
    Document("rencana-aksi", CITY, of_unit=False),
    Document("pohon-kinerja", READERS),
    Document("pohon-kinerja", CITY, of_unit=False),
    Document("kaskade", READERS),
    Document("kaskade", CITY, of_unit=False),
    Document("lkpj", READERS),
    Document("lkpj", CITY, of_unit=False, more=_PROGRAMS),
    Document("e60", CITY, of_unit=False, more=_PROGRAMS),
    Document("e58", CITY, of_unit=False),
    Document("lkjip-kota", CITY, of_unit=False),
    Document("sakip-peringkat", READERS, of_unit=False),
)

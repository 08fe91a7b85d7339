"""The reports of innovations as documents."""

from tests.pages.places import BPD, CITY, KPL, OPR, ORG, OWN, PIM
from tests.reports.documents import Document


class TimelessDocument(Document):
    """Of no year: the catalogue, and results of the last announced edition."""

    def natural(self, code: str = OWN.code) -> dict[str, str]:
        return {}


WORKERS = frozenset({OPR, KPL, ORG, BPD, PIM})
DOCUMENTS = (
    TimelessDocument("inovasi-katalog", CITY, of_unit=False),
    TimelessDocument("inovasi-adopsi", CITY, of_unit=False),
    Document("iid", frozenset({BPD, ORG, PIM}), of_unit=False, more={"tahun": "2026"}),
    TimelessDocument(
        "kompetisi-berita-acara", frozenset({ORG}), of_unit=False, steady="a frozen result"
    ),
    TimelessDocument(
        "kompetisi-lembar-panitia", frozenset({ORG}), of_unit=False, steady="a frozen result"
    ),
    TimelessDocument("malam-penghargaan", WORKERS, of_unit=False, steady="what a year gave"),
    TimelessDocument("kompetisi-peringkat", WORKERS, of_unit=False, steady="a frozen result"),
)

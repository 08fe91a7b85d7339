"""The reports of innovations as documents."""

from tests.pages.places import BPD, CITY, ORG, OWN, PIM
from tests.reports.documents import Document


class CatalogueDocument(Document):
    """Of no year."""

    def natural(self, code: str = OWN.code) -> dict[str, str]:
        return {}


DOCUMENTS = (
    CatalogueDocument("inovasi-katalog", CITY, of_unit=False),
    CatalogueDocument("inovasi-adopsi", CITY, of_unit=False),
    Document("iid", frozenset({BPD, ORG, PIM}), of_unit=False, more={"tahun": "2026"}),
)

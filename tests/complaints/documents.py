"""The reports of complaints as documents."""

from organizations.choices import Role
from tests.pages.places import CITY, KPL, OPR, OWN, PHB
from tests.reports.documents import Document

# That of the city is for those who serve all of it, that of a unit for its people too.
DOCUMENTS = (
    Document(
        "pengaduan-bulanan",
        CITY | {OPR, KPL, PHB, Role.PENGELOLA_SURVEI},
        of_unit=False,
        steady="a year without reports",
        previewed={"opd": OWN.code},
    ),
)

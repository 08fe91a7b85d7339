"""The reports of the survey as documents: of a unit of the demonstration, of the city."""

from __future__ import annotations

from datetime import date

from organizations.choices import Role
from organizations.models import Organization
from tests.factories.surveys import make_period, make_service_unit
from tests.pages.places import KPL, OPR, ORG, OWN
from tests.reports.documents import Document

DEMO = {"unit": "puskesmas-bendan", "periode": "2025-S1"}


class PeriodDocument(Document):
    """Of a period; asked for another OPD, one nobody answered in."""

    def natural(self, code: str = OWN.code) -> dict[str, str]:
        if code == OWN.code:
            return DEMO
        unit = make_service_unit(Organization.objects.get(code=code))
        span = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 6, 30)}
        period = make_period(unit, code=DEMO["periode"], **span)
        return {"unit": period.unit.code, "periode": period.code}


class SpanDocument(Document):
    def natural(self, code: str = OWN.code) -> dict[str, str]:
        return {"periode": DEMO["periode"]}


_ALLOWED = frozenset({OPR, KPL, Role.PENGELOLA_SURVEI, ORG})
DOCUMENTS = (
    PeriodDocument("skm", _ALLOWED),
    PeriodDocument("skm-lembar", _ALLOWED, steady="a period of the past"),
    SpanDocument("skm-kota", frozenset({ORG}), of_unit=False),
)

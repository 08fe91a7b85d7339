"""The unit and period that documents of the survey are asked for, where no demonstration is loaded."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys.models import ServiceUnit
from tests.factories.surveys import make_period, make_service_unit
from tests.pages.places import OWN
from tests.surveys.documents import DEMO


def add_index_rows(unit: Organization) -> None:
    if unit.code != OWN.code or ServiceUnit.objects.filter(code=DEMO["unit"]).exists():
        return
    make_period(
        make_service_unit(unit, code=DEMO["unit"]),
        code=DEMO["periode"],
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 6, 30),
    )

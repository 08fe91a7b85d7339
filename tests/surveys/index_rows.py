"""The unit and period that documents of the survey are asked for, where no demonstration is loaded."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys.models import Foreword, PeriodPhoto, ServiceUnit
from tests.factories.surveys import make_period, make_service_unit
from tests.pages.places import FOREIGN, OWN, Place
from tests.surveys import objects
from tests.surveys.documents import DEMO


def add_index_rows(unit: Organization) -> None:
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _add_words(place)
    if unit.code != OWN.code or ServiceUnit.objects.filter(code=DEMO["unit"]).exists():
        return
    make_period(
        make_service_unit(unit, code=DEMO["unit"]),
        code=DEMO["periode"],
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 6, 30),
    )


def _add_words(place: Place) -> None:
    """One more period with a foreword, one more photo."""
    year = 1800 + Foreword.objects.count()
    before = make_period(
        objects.service_unit(place),
        code=f"{year}-K",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
    )
    Foreword.objects.create(period=before, text="Terima kasih")
    PeriodPhoto.objects.create(
        period=objects.period(place), caption=f"Foto {year}", file="surveys/foto/hilang.jpg",
        file_name="loket.jpg", mime="image/jpeg", sha256=f"{year:064}",
    )  # fmt: skip

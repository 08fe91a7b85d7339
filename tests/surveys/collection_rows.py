"""Rows of collection, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys.models import PaperBatch, SecondEntry, TicketCode
from tests.pages.places import FOREIGN, OWN, Place
from tests.surveys import objects


def add_collection_rows(unit: Organization) -> None:
    """One more sheet of codes at the point, bundle of the unit and row of the bundle."""
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            point, count = objects.point(place), TicketCode.objects.count()
            TicketCode.objects.create(
                point=point, digest=f"{count:064x}", sheet=count + 1, expires_on=date(2030, 1, 1)
            )
            _more_paper(place)


def _more_paper(place: Place) -> None:
    objects.make_file(objects.period(place))
    batch = objects.batch(place)
    count = batch.responses.count()
    objects.add_forms(batch, count + 1)
    SecondEntry.objects.create(
        batch=batch, row=count + 1, values={"waktu": 1}, differed=["waktu"],
        entered_by=batch.entered_by,
    )  # fmt: skip
    numbers = PaperBatch.objects.filter(period=batch.period).count()
    PaperBatch.objects.create(
        period=batch.period, number=numbers + 1, filled_on=batch.filled_on,
        entered_by=batch.entered_by,
    )  # fmt: skip

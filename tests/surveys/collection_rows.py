"""Rows of collection, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys.models import TicketCode
from tests.pages.places import FOREIGN, OWN
from tests.surveys import objects


def add_collection_rows(unit: Organization) -> None:
    """One more sheet of codes at the point that the addresses name."""
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            point, count = objects.point(place), TicketCode.objects.count()
            TicketCode.objects.create(
                point=point, digest=f"{count:064x}", sheet=count + 1, expires_on=date(2030, 1, 1)
            )

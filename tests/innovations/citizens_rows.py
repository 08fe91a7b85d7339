"""Rows of the citizens' room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.choices import WishState
from organizations.models import Organization
from tests.innovations import citizens_objects as objects
from tests.innovations.public_objects import shown
from tests.pages.places import FOREIGN, OWN


def add_citizens_rows(unit: Organization) -> None:
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            innovation = shown(place)
            objects.make_wish(innovation)
            name = f"Kabupaten {innovation.wishes.count()}"
            objects.make_wish(
                innovation, institution=name, is_open=True, state=WishState.REPLICATING
            )

"""Rows of the public room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from innovations import words
from innovations.choices import Ending
from organizations.models import Organization
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation
from tests.innovations import public_objects as objects
from tests.pages.places import FOREIGN, OWN, Place


def add_public_rows(unit: Organization) -> None:
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: Place) -> None:
    """One more of everything that the page of the innovation shows."""
    innovation = objects.shown(place)
    number = innovation.comparisons.count()  # type: ignore[attr-defined]
    words.index(innovation)
    objects.make_comparison(innovation, f"Ukuran {number}")
    objects.make_award(innovation, 2000 + number)
    objects.make_photo(innovation, content=picture(size=(50 + number, 30)))
    alike = make_innovation(place.unit)
    words.index(alike)
    objects.make_photo(alike)
    objects.make_award(alike)
    make_innovation(place.unit, original=innovation)
    former = make_innovation(
        place.unit, ending=Ending.MERGED, ended_on=date(2026, 5, 1), successor=innovation
    )
    innovation.application.overlaps.add(make_innovation(place.unit))
    words.index(former)

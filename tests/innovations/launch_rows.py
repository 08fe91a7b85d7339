"""Rows of the launch room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.choices import LaunchState
from innovations.models import Signatory
from organizations.models import Organization
from tests.factories.innovations import make_innovation, make_launch
from tests.innovations import launch_pages as objects
from tests.pages.places import FOREIGN, OWN


def add_launch_rows(unit: Organization) -> None:
    """One more launch, and one more of everything on the launches the addresses name."""
    make_launch(make_innovation(unit), state=LaunchState.HELD)
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            for launch in (objects.planned(place), objects.held(place)):
                launch.innovations.add(make_innovation(unit))
                number = launch.signatories.count()
                Signatory.objects.create(launch=launch, position=f"Kepala Bidang {number}")

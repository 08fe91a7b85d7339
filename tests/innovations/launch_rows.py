"""Rows of the launch room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from innovations.choices import LaunchState
from innovations.models import Cohort, Signatory, TrainingProject
from organizations.models import Organization
from tests.factories.innovations import make_innovation, make_launch, make_milestone
from tests.innovations import launch_pages as objects
from tests.innovations.launch_objects import make_launch_photo, make_paper
from tests.pages.places import FOREIGN, OWN


def add_launch_rows(unit: Organization) -> None:
    """One more launch, and one more of everything on the launches the addresses name."""
    make_launch(make_innovation(unit), state=LaunchState.HELD)
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            make_paper(objects.project(place))
            cohort = Cohort.objects.create(
                programme="pkp", batch=str(Cohort.objects.count()), year=2024
            )
            for training in (cohort, objects.project(place).cohort):
                brought = TrainingProject.objects.create(
                    cohort=training, innovation=make_innovation(unit), participant="Kepala Seksi"
                )
                make_paper(brought)
            steps = objects.steps_of(place)
            make_milestone(steps, due_on=date(2025, 1, 1))
            make_milestone(steps, state="batal")
            for launch in (objects.planned(place), objects.held(place)):
                launch.innovations.add(make_innovation(unit))
                make_launch_photo(launch)
                number = launch.signatories.count()
                Signatory.objects.create(launch=launch, position=f"Kepala Bidang {number}")

"""Rows of the citizens' room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date, timedelta

from innovations.choices import WishState
from innovations.choices.citizens import CommentState
from innovations.models import DayReads, Follow, Rating
from organizations.models import Organization
from tests.factories.innovations import make_innovation
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
            objects.make_comment(innovation)
            objects.make_comment(innovation, state=CommentState.WAITING, public_text="")
            number = innovation.comments.count()
            Rating.objects.create(innovation=innovation, mark=f"{innovation.pk}-{number}", score=4)
            Follow.objects.create(
                follower=objects.follower(place), innovation=make_innovation(unit)
            )
            objects.make_follower(innovation)
            day = date(2026, 1, 1) + timedelta(days=31 * number)
            DayReads.objects.create(innovation=innovation, day=day, count=number)

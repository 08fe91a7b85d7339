"""Rows of the follow-up room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys import reference
from surveys.choices import Medium, ParticipantGroup
from surveys.models import Publication
from tests.factories.surveys import make_comment, make_follow_up, make_forum, make_period
from tests.pages.places import FOREIGN, OWN, Place
from tests.surveys import follow_up_objects as objects
from tests.surveys.objects import service_unit


def add_follow_up_rows(unit: Organization) -> None:
    """One more of everything about the result and the forums that the addresses name."""
    reference.load_levels()
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: Place) -> None:
    period, unit = objects.announced_result(place), service_unit(place)
    number = Publication.objects.filter(period=period).count()
    year = 1900 + number
    make_follow_up(period)
    make_comment(period)
    objects.shown_comment(period)
    Publication.objects.create(
        period=period, medium=Medium.BOARD, published_on=date(2001, 7, 2), note=f"Papan {number}"
    )
    before = make_period(
        unit, code=f"{year}-T", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
    )
    make_follow_up(before)
    for forum in (objects.skm_forum(place), objects.told_forum(place)):
        groups = set(ParticipantGroup.values) - set(forum.groups.values_list("group", flat=True))
        if groups:
            objects.more_of_forum(forum, min(groups))
    make_forum(unit)
    make_forum(unit, state="terbit", topic=f"Forum {number}")
